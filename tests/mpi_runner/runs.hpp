#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/run_study.hpp"
#include "tests/experiments/results/output/outputs.hpp"
#include "tests/experiments/results/output/reproducible.hpp"
#include "tests/mpi_runner/launch/session.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab::testing {

/// Two threads and no progress.
inline RunOptions quiet(const std::filesystem::path& output, Existing existing = Existing::refuse) {
  RunOptions options;
  options.output = output;
  options.existing = existing;
  options.progress = ProgressStyle::none;
  options.threads = {.worlds = 2};
  return options;
}

inline ExecutionReport run(const StudyFile& file, const RunOptions& options) {
  return run_study(session(), file, options, StopRequest());
}

/// What an uninterrupted run gives.
inline std::map<std::string, std::string> expected(const sample::ScratchDirectory& directory,
                                                   const StudyFile& file) {
  run(file, quiet(directory / "expected.h5"));
  return reproducible(directory / "expected.h5");
}

/// Leaves what a run leaves that was killed when it had computed these worlds.
inline void compute_and_leave(const std::filesystem::path& results, const StudyFile& file,
                              const std::vector<WorldRange>& ranges) {
  const ResultsDescription study = describe_results(file);
  StudyOutput output(results, study, all_of(study), Existing::resume);
  Faults none;
  SegmentWriter writer(output.directory().path(), header_of(output, study), 1e6, none);
  BlockRunner runner(file, run_block_shape(study), {});
  for (const WorldRange& worlds : ranges) writer.add(runner.run({worlds}));
  writer.commit();
}

}  // namespace bacelab::testing
