#pragma once

#include <optional>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/results/hdf5/dataset.hpp"
#include "experiments/results/hdf5/file.hpp"

namespace bacelab {

/// The open variables of the group `jobs`.
struct JobVariables {
  hdf5::Dataset point;
  hdf5::Dataset replication;
  hdf5::Dataset policy;
  hdf5::Dataset job_id;
  std::vector<hdf5::Dataset> columns;
};

/// The open variables of a results file that runs are written to.
struct ResultsVariables {
  std::vector<hdf5::Dataset> metrics;
  hdf5::Dataset status;
  hdf5::Dataset redraws;
  hdf5::Dataset wall_s;
  std::vector<hdf5::Dataset> summaries;
  std::optional<JobVariables> jobs;
};

/// Lays out an empty results file: writes what is known before the first run (root attributes,
/// dimension scales, factors) and makes the variables that runs fill.
/// \throws StorageError if that fails
ResultsVariables create_variables(const hdf5::Group& root, const ResultsDescription& description);

/// Checks that a file has the known schema and all the variables that this requires.
/// \throws InputError if not
void require_schema(const hdf5::Group& root);

/// The description that a file of the schema was made from.
/// \throws InputError if its variables contradict each other
ResultsDescription read_description(const hdf5::Group& root);

/// Opens the variables of a file that has this description.
ResultsVariables open_variables(const hdf5::Group& root, const ResultsDescription& description);

}  // namespace bacelab
