#pragma once

#include <cstddef>
#include <vector>

#include "mpi_runner/compute/finished_block.hpp"

namespace bacelab {

/// How the runs of a study ended.
struct RunCounts {
  std::size_t worlds = 0;
  std::size_t runs = 0;
  std::size_t stuck = 0;
  std::size_t failed = 0;
  std::size_t redraws = 0;           ///< jobs or worlds drawn again (OneRegionRule)
  std::vector<RunFailure> failures;  ///< as they came; by point, replication, policy when sorted
};

/// Adds the runs of a block.
void count(const FinishedBlock& finished, RunCounts& counts);

/// Brings the failures into the order of point, replication and policy.
void sort_failures(RunCounts& counts);

}  // namespace bacelab
