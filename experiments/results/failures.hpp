#pragma once

#include <span>
#include <vector>

#include "experiments/results/hdf5/group.hpp"
#include "experiments/results/run_failure.hpp"

namespace bacelab {

/// Writes why runs failed to the group `failures` of a results file; none, no group.
/// \throws StorageError if that fails
void write_failures(const hdf5::Group& root, std::span<const RunFailure> failures);

/// Reads what write_failures() wrote.
/// \throws StorageError if that fails
std::vector<RunFailure> read_failures(const hdf5::Group& root);

}  // namespace bacelab
