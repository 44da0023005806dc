#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "experiments/results/results_file.hpp"
#include "experiments/results/results_file_writer.hpp"
#include "experiments/results/seal.hpp"
#include "tests/experiments/results/output/outputs.hpp"

namespace bacelab::testing {

/// The bytes of a results file, without the time when it was finished.
inline std::string bytes_but_time(const std::filesystem::path& file) {
  // The seal holds a hash of everything, the time included.
  std::string bytes = bytes_of(file).substr(seal_bytes);
  const std::string time = ResultsFile(file).attributes().at("run_finished");
  for (std::size_t at = 0; (at = bytes.find(time, at)) != std::string::npos;) {
    bytes.replace(at, time.size(), time.size(), '#');
  }
  return bytes;
}

/// What a merge is to give: all worlds written in one piece.
inline std::string expected_bytes(const std::filesystem::path& file,
                                  const ResultsDescription& study) {
  Provenance provenance;
  provenance.finished = "2026-05-25T12:00:00Z";
  const RunBlock all = made_up_of(study, all_of(study));
  ResultsFileWriter writer(file, study);
  writer.accept(all);
  writer.finish(provenance, all.failures);
  writer.commit();
  return bytes_but_time(file);
}

inline StudyOutput resume(const std::filesystem::path& file, const ResultsDescription& study) {
  return {file, study, all_of(study), Existing::resume};
}

/// What came of a merge that a fault may end.
inline std::optional<RunCounts> merge(StudyOutput& output, const std::string& fault = {}) {
  Faults faults = Faults::parse(fault, 0);
  return output.merge(
      {}, [] { return false; }, faults);
}

}  // namespace bacelab::testing
