#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "experiments/box/description.hpp"
#include "experiments/results/hdf5/dataset.hpp"
#include "experiments/results/hdf5/file.hpp"

namespace bacelab {

/// How an array [point, replication, policy] is divided into the chunks in which HDF5 stores it:
/// replications of one point, as many as keep a chunk near 16384 elements (128 KiB of doubles); if
/// all replications of a point are less than that, several points. Chunks are balanced, so that
/// little of the last one is wasted.
hdf5::Shape box_chunk(std::size_t points, std::size_t replications, std::size_t policies);

/// The same for an array with one axis.
hdf5::Shape row_chunk(std::size_t rows);

/// A dimension without a variable, as netCDF-4 has it: a scale without data, whose name says what
/// it is and how long.
/// \throws StorageError if that fails
hdf5::Dataset create_bare_dimension(const hdf5::Group& group, std::string_view name,
                                    std::size_t size);

/// Makes a variable of a results file with the attributes that say what it is.
/// \throws StorageError if that fails
hdf5::Dataset create_variable(const hdf5::Group& group, const VariableInfo& info,
                              const hdf5::Storage& storage);

/// Says what the numbers 0, 1, ... of a variable of bytes mean: one word each (CF, `flag_values`
/// and `flag_meanings`). \throws StorageError if that fails
void write_flags(const hdf5::Dataset& variable, std::span<const std::string_view> meanings);

}  // namespace bacelab
