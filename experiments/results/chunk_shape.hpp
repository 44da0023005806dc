#pragma once

#include <cstddef>

#include "experiments/results/hdf5/dataset.hpp"

namespace bacelab {

/// How an array [point, replication, policy] is divided into the chunks in which HDF5 stores it:
/// replications of one point, as many as keep a chunk near 16384 elements (128 KiB of doubles); if
/// all replications of a point are less than that, several points. Chunks are balanced, so that
/// little of the last one is wasted.
hdf5::Shape box_chunk(std::size_t points, std::size_t replications, std::size_t policies);

/// The same for an array along one axis.
hdf5::Shape row_chunk(std::size_t rows);

}  // namespace bacelab
