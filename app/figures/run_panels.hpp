#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// The regions whose GPUs jobs held for the longest GPU time in all these runs of a world, at most
/// `most` of them, in the order of their indices.
[[nodiscard]] std::vector<RegionIndex> busiest_regions(const Scenario& scenario,
                                                       std::span<const RunRecord> records,
                                                       std::size_t most);

/// Adds the panels of a run to a figure: jobs that wait (titled by the policy), the shown regions
/// with the jobs on their GPUs, and the utilisation of the links. `shown_s`: how long is the time
/// that is shown; jobs are named by their numbers where there is room for them.
void add_run_panels(Figure& figure, const Scenario& scenario, const RunRecord& record,
                    const std::string& policy, const std::vector<RegionIndex>& shown,
                    double shown_s);

}  // namespace bacelab
