#pragma once

#include <filesystem>
#include <vector>

#include "experiments/results/results_file_writer.hpp"
#include "tests/experiments/results/output/outputs.hpp"

namespace bacelab::testing {

/// Writes the results file of a run that computed these worlds, as a shard does.
inline void write_worlds(const std::filesystem::path& file, const ResultsDescription& study,
                         const std::vector<WorldRange>& ranges) {
  ResultsFileWriter writer(file, study);
  std::vector<RunFailure> failures;
  for (const WorldRange& worlds : ranges) {
    const RunBlock block = made_up_of(study, worlds);
    writer.accept(block);
    failures.insert(failures.end(), block.failures.begin(), block.failures.end());
  }
  writer.finish({}, failures);
  writer.commit();
}

}  // namespace bacelab::testing
