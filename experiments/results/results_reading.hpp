#pragma once

#include "experiments/box/description.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_variables.hpp"

namespace bacelab {

/// Checks that a file has the known schema and all the variables that this requires.
/// \throws InputError if not
void require_schema(const hdf5::Group& root);

/// The description that a file of the schema was made from.
/// \throws InputError if its variables contradict each other
ResultsDescription read_description(const hdf5::Group& root);

/// Opens the variables of a file that has this description.
ResultsVariables open_variables(const hdf5::Group& root, const ResultsDescription& description);

}  // namespace bacelab
