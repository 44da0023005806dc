#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Which limit leaves a job unserved for ever.
enum class Limit : std::uint8_t {
  region_gpus,    ///< no region has the GPUs that it needs in one
  region_memory,  ///< no region that has these GPUs has the memory for its stages
  region_outage,  ///< outages leave no region with so many usable GPUs
  outage,         ///< outages leave all regions together with fewer than it needs
  unlinked,       ///< so do the regions that are linked with one another
  dead_link,      ///< it runs over a link without bandwidth
  no_decision,    ///< a policy of a plugin starts no job, though none runs
  unknown,        ///< none of these
};
inline constexpr std::size_t limits = 8;

/// Why a job of a stuck run is never served.
struct Obstacle {
  Limit limit = Limit::unknown;
  std::int64_t job = 0;      ///< id
  std::string model;         ///< its template
  std::size_t waiting = 0;   ///< jobs of the run that never start
  int stages = 0;            ///< the fewest that it may start with
  bool by_fraction = false;  ///< are these more than the job itself needs, by min_stage_fraction?
  int gpus_of_stage = 1;
  int slots = 0;       ///< stages that there is room for, where the limit is one of GPUs
  std::string link;    ///< "Ireland - Tokyo"
  double end_s = 0.0;  ///< of the run

  bool operator==(const Obstacle&) const = default;
};

/// What left jobs of a run unserved under a policy: something that is so in the state in which the
/// run ended, and so for ever. A job on a dead link comes first, which holds its GPUs; then the
/// first job to arrive for which a limit is found. None if all jobs were served.
[[nodiscard]] std::optional<Obstacle> find_obstacle(const Scenario& scenario,
                                                    const RunRecord& record,
                                                    const PolicySpec& policy,
                                                    const PolicyCatalog& catalog);

}  // namespace bacelab
