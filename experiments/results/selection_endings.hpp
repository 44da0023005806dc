#pragma once

#include "experiments/box/precision.hpp"
#include "experiments/results/hdf5/file.hpp"

namespace bacelab {

/// Writes what a study whose goal is to select the best policy says of its policies. All points
/// have a selection of the same metric.
/// \throws StorageError if that fails
void write_selection(const hdf5::Group& root, const PrecisionOutcome& outcome);

/// Adds what write_selection() wrote to the ends of the points.
/// \throws StorageError if that fails, or if what is there does not belong to such a study
void read_selection(const hdf5::Group& root, PrecisionOutcome& outcome);

}  // namespace bacelab
