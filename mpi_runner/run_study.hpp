#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/results/results_description.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/compute/run_failure.hpp"
#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/progress/progress.hpp"
#include "mpi_runner/results/pending_file.hpp"

namespace bacelab {

/// How a study is to be run.
struct RunOptions {
  std::filesystem::path output;
  ExistingFile existing = ExistingFile::refuse;
  int threads = 1;  ///< of this rank
  ProgressStyle progress = ProgressStyle::log;
  std::string command;  ///< as it was typed, for the record
};

/// What came of a study.
struct RunReport {
  std::size_t worlds = 0;
  std::size_t runs = 0;
  std::size_t stuck = 0;
  std::size_t failed = 0;
  std::size_t redraws = 0;           ///< jobs or worlds drawn again (OneRegionRule)
  std::vector<RunFailure> failures;  ///< by point, replication, policy
  double seconds = 0.0;
};

/// What the results file of a study says before its first run.
ResultsDescription describe_results(const StudyFile& file);

/// Runs a study over all ranks and writes its results file. Every rank calls it with the same
/// study; the report is the first rank's. Throws StorageError or InputError, on the first rank
/// only, when the results can't be written.
RunReport run_study(MpiSession& mpi, const StudyFile& file, const RunOptions& options);

}  // namespace bacelab
