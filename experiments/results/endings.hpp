#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/results/hdf5/file.hpp"

namespace bacelab {

/// Writes why runs failed to the group `failures` of a results file; without failures there is no
/// group.
/// \throws StorageError if that fails
void write_failures(const hdf5::Group& root, std::span<const RunFailure> failures);

/// Reads what write_failures() wrote.
/// \throws StorageError if that fails
std::vector<RunFailure> read_failures(const hdf5::Group& root);

/// Writes how the points of a study with a precision target ended to its results file.
/// \throws StorageError if that fails
void write_precision(const hdf5::Group& root, const PrecisionOutcome& outcome);

/// Reads what write_precision() wrote; nothing if the study has no target. The study has that many
/// points, and at most that many replications of each.
/// \throws StorageError if that fails, or if what is there does not belong to such a study
std::optional<PrecisionOutcome> read_precision_outcome(const hdf5::Group& root, std::size_t points,
                                                       std::size_t most_replications);

}  // namespace bacelab
