#pragma once

#include <cstddef>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

#include "analysis/reporting/numbers.hpp"
#include "core/cluster/cluster.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/scenario.hpp"

namespace bacelab {

/// The parts of a path with its stages, as texts: "Ireland:16 >", "Frankfurt:8".
std::vector<std::string> path_words(const Cluster& cluster, std::span<const PathStep> path);

/// The parts in one line: "Ireland:16 > Frankfurt:8".
std::string path_text(const Cluster& cluster, std::span<const PathStep> path);

/// A value of a metric in a unit that is shown; a pure number that is whole is a count; "-" for
/// NaN.
std::string metric_text(double value, const DisplayUnit& unit);

/// Writes every metric of a run with its unit, those with the same unit together.
void write_metrics(std::ostream& out, const Scenario& scenario, const RunRecord& record);

/// Writes a table of the jobs by id, in lines of at most `width` characters if the names allow.
void write_job_table(std::ostream& out, const Scenario& scenario, const RunRecord& record,
                     std::size_t width);

/// Draws when jobs waited and ran: one row per job by id, only the first 40, over an axis in hours.
void write_timeline(std::ostream& out, const RunRecord& record, std::size_t width);

}  // namespace bacelab
