#pragma once

#include "experiments/box/precision.hpp"
#include "experiments/results/hdf5/file.hpp"

namespace bacelab {

/// Writes what the search of a contour says of its points.
/// \throws StorageError if that fails
void write_contour(const hdf5::Group& root, const PrecisionOutcome& outcome);

/// Adds what write_contour() wrote to the ends of the points.
/// \throws StorageError if that fails, or if what is there does not belong to such a study
void read_contour(const hdf5::Group& root, PrecisionOutcome& outcome);

}  // namespace bacelab
