#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// Writes the metrics of several policies, a column each. A table that is wider than `width` is
/// divided among its columns.
void write_metrics_side_by_side(std::ostream& out, const Scenario& scenario,
                                const std::vector<std::string>& policies,
                                const std::vector<const RunRecord*>& records, std::size_t width);

/// Writes what became of each job under several policies, a column each, and their metrics. Tables
/// that are wider than `width` are divided among their columns.
void write_side_by_side(std::ostream& out, const Scenario& scenario,
                        const std::vector<std::string>& policies,
                        const std::vector<RunRecord>& records, std::size_t width);

}  // namespace bacelab
