#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/scheduling/policy.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// A study at one point of its design: everything that is needed to run it there.
struct Study {
  std::string title;
  std::uint64_t seed = 0;
  std::size_t replications = 0;
  bool common_random_numbers = true;  ///< do all points share their worlds?
  std::vector<PolicySpec> policies;
  bool job_rows = false;  ///< keep the outcome of every job in the results
  WorldModel world;
};

/// The world of a replication at a point.
WorldId world_id(const Study& study, std::size_t point, std::size_t replication);

}  // namespace bacelab
