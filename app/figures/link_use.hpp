#pragma once

#include <cstddef>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// When a job gives its GPUs back: its finish, or the end of the run.
[[nodiscard]] double end_of(const JobOutcome& job, const RunRecord& record);

/// What jobs demand of the links in a run, over their bandwidth, from each instant on to the next.
struct LinkUse {
  std::vector<double> times_s;
  std::vector<double> all;      ///< of all links together: the network utilisation
  std::vector<double> busiest;  ///< of the one of which most is used
  bool is_sampled = false;      ///< bandwidths change too often: they are looked at now and then
};

/// At the instants at which a job begins or ends to use a link, and those at which a bandwidth
/// changes; if these are more than `most_instants`, at so many in equal distances.
[[nodiscard]] LinkUse link_use(const Scenario& scenario, const RunRecord& record,
                               std::size_t most_instants);

}  // namespace bacelab
