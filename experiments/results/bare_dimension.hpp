#pragma once

#include <cstddef>
#include <string_view>

#include "experiments/results/hdf5/group.hpp"

namespace bacelab {

/// A dimension that has no variable, in the way of netCDF-4: a scale without data, whose name says
/// what it is and how long.
/// \throws StorageError if that fails
hdf5::Dataset create_bare_dimension(const hdf5::Group& group, std::string_view name,
                                    std::size_t size);

}  // namespace bacelab
