#pragma once

#include "experiments/results/hdf5/group.hpp"
#include "experiments/results/variable_info.hpp"

namespace bacelab {

/// Makes a variable of a results file with the attributes that say what it is.
/// \throws StorageError if that fails
hdf5::Dataset create_variable(const hdf5::Group& group, const VariableInfo& info,
                              const hdf5::Storage& storage);

}  // namespace bacelab
