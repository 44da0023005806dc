#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/results/results_variables.hpp"

namespace bacelab {

/// The results of adjacent worlds with one array for each variable, as files store them; a block
/// has one row for each run, as simulations make them.
struct RunColumns {
  WorldRange worlds;
  RunBlockShape shape;

  std::vector<std::vector<double>> metrics;    ///< of each metric: [world][policy]
  std::vector<std::uint8_t> status;            ///< [world][policy]
  std::vector<double> wall_s;                  ///< [world][policy]
  std::vector<std::int64_t> redraws;           ///< [world]
  std::vector<std::vector<double>> jobs;       ///< of each column: [world][policy][job]
  std::vector<std::vector<double>> summaries;  ///< of each summary: [world]
};

/// Turns blocks of one shape, each of which begins where the one before it ends, into columns.
/// \throws std::invalid_argument if they are none, don't follow each other or differ in shape
RunColumns to_columns(std::span<const RunBlock> blocks);

/// Writes a results file by columns. Runs arrive in any order; runs that never arrive read as NaN
/// and `not_run`. The file is useless until close() has returned.
///
/// The HDF5 library takes one call at a time: use from one thread.
class ColumnWriter {
 public:
  /// Creates the file, replacing one that exists.
  /// \throws StorageError if it can't be written
  /// \throws std::invalid_argument if no file can hold this description
  ColumnWriter(const std::filesystem::path& file, const ResultsDescription& description);

  /// \throws StorageError if it can't be written
  /// \throws std::invalid_argument if the runs are not of this study
  void write(const RunColumns& runs);
  void write(const Provenance& provenance);
  void write(std::span<const RunFailure> failures);
  void write(const PrecisionOutcome& outcome);

  /// Writes all that is buffered, closes the file and seals it.
  /// \throws StorageError if that fails
  void close();

 private:
  void require_fit(const RunColumns& runs) const;
  void write_box(const RunColumns& runs, const WorldBox& box);
  void write_jobs(const RunColumns& runs);

  std::filesystem::path path_;
  StudyBox box_;
  RunBlockShape shape_;
  hdf5::File file_;
  std::optional<ResultsVariables> variables_;  ///< after the file: closed before it
};

}  // namespace bacelab
