#pragma once

#include <string>

#include "analysis/figures/figure.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Adds the panels of a run to a figure: jobs that wait (titled by the policy), the regions with
/// the jobs on their GPUs, and the utilisation of the links. `shown_s`: how long is the time that
/// is shown; jobs are named by their numbers where there is room for them.
void add_run_panels(Figure& figure, const Scenario& scenario, const RunRecord& record,
                    const std::string& policy, double shown_s);

}  // namespace bacelab
