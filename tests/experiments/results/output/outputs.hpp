#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "experiments/results/output/study_output.hpp"
#include "experiments/results/segments/segment_writer.hpp"
#include "tests/experiments/box/made_up.hpp"
#include "tests/experiments/study/studies.hpp"

namespace bacelab::testing {

/// Two points of five worlds each, which are never computed but made up.
inline ResultsDescription small_results(std::vector<std::string> settings = {}) {
  settings.insert(settings.begin(),
                  {"study.replications=5", "design.type=\"grid\"",
                   "design.factors.'network.scale'.values=[1, 2]", "output.jobs=true"});
  return describe_results(study_file(hungry_jobs, settings));
}

inline WorldRange all_of(const ResultsDescription& study) { return study.box().all(); }

inline RunBlock made_up_of(const ResultsDescription& study, const WorldRange& worlds) {
  return made_up(worlds, study.replications, run_block_shape(study));
}

/// What the ranks of a run that writes to `output` say of themselves.
inline SegmentHeader header_of(const StudyOutput& output, const ResultsDescription& study) {
  return {.identity = output.identity(),
          .builds = study.builds,
          .arithmetic = study.arithmetic,
          .box = study.box(),
          .part = all_of(study),
          .execution = output.directory().token(),
          .started = "2026-05-25T12:00:00Z"};
}

/// Finishes worlds, a segment for each range, and tells the output.
inline void finish_worlds(StudyOutput& output, const ResultsDescription& study,
                          const std::vector<WorldRange>& ranges) {
  Faults none;
  SegmentWriter writer(output.directory().path(), header_of(output, study), 1e6, none);
  for (const WorldRange& worlds : ranges) {
    writer.add(made_up_of(study, worlds));
    writer.commit();
  }
  for (const std::string& name : writer.names()) output.add(name);
}

/// Leaves what a run leaves that was stopped when it had finished these worlds.
inline void leave_unfinished(const std::filesystem::path& file, const ResultsDescription& study,
                             const std::vector<WorldRange>& ranges) {
  StudyOutput output(file, study, all_of(study), Existing::resume);
  finish_worlds(output, study, ranges);
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Changes the last byte of a file.
inline void damage(const std::filesystem::path& path) {
  std::string bytes = bytes_of(path);
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace bacelab::testing
