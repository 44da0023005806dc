#include "experiments/results/schema.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace bacelab::schema {

VariableInfo FixedVariable::info() const {
  return {std::string(name), std::string(units), std::string(long_name), std::string(description)};
}

std::set<std::string, std::less<>> root_names() {
  return {std::string(point.name),
          std::string(replication.name),
          std::string(policy.name),
          std::string(status.name),
          std::string(redraws.name),
          std::string(timing_group),
          std::string(jobs_group),
          std::string(failures_group),
          std::string(replications_run.name),
          std::string(stop_reason.name),
          std::string(last_comparison.name),
          std::string(half_width_points.name),
          std::string(indifference_zone.name),
          std::string(selected.name),
          std::string(dropped_from.name),
          std::string(verdict.name),
          std::string(contour_side.name),
          std::string(contour_value.name),
          std::string(contour_half_width.name)};
}

std::set<std::string, std::less<>> job_names() {
  return {std::string(point.name), std::string(replication.name), std::string(policy.name),
          std::string(job_id.name), std::string(job_dimension)};
}

namespace {

/// The units that xarray turns into time deltas.
constexpr std::array<std::string_view, 7> time_delta_units = {
    "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"};

void require(bool holds, const std::string& problem) {
  if (!holds) throw std::invalid_argument("results file: " + problem);
}

/// The names of one group: each may be taken once.
class NameSet {
 public:
  explicit NameSet(std::set<std::string, std::less<>> taken) : taken_(std::move(taken)) {}

  void take(const std::string& name) {
    require(is_result_name(name), "'" + name + "' can't be the name of a variable");
    require(taken_.insert(name).second, "the name '" + name + "' is given twice");
  }

 private:
  std::set<std::string, std::less<>> taken_;
};

void require_units(const std::string& name, const std::string& units) {
  const auto* const end = time_delta_units.end();
  require(!units.empty(), "'" + name + "' has no units; pure numbers have the unit '1'");
  require(std::find(time_delta_units.begin(), end, units) == end,
          "the unit '" + units + "' of '" + name + "' is read as a time delta; use 's', 'h', 'd'");
}

void require_box(const ResultsDescription& description) {
  require(description.points > 0, "a study has at least one point");
  require(description.replications > 0, "a study has at least one replication");
  require(!description.policies.empty(), "a study has at least one policy");
  NameSet policies({});
  for (const std::string& policy : description.policies) policies.take(policy);
}

/// A name that begins like the design's variables would be taken for one of them.
void require_no_design_name(const std::string& name) {
  require(!name.starts_with(design_prefix), "'" + name + "' begins like a variable of the design");
}

/// The same for the summaries of worlds.
void require_prefix(const std::string& name, bool is_summary) {
  require(name.starts_with(world_prefix) == is_summary,
          "the name '" + name + "': summaries of a world, and nothing else, begin with '" +
              std::string(world_prefix) + "'");
}

void require_variables(const ResultsDescription& description) {
  NameSet names(root_names());
  for (const Factor& factor : description.factors) {
    names.take(factor.name);
    require_no_design_name(factor.name);
    require_prefix(factor.name, false);
    require_units(factor.name, factor.units);
    require(value_count(factor) == description.points,
            "factor '" + factor.name + "' needs one value for each point");
  }
  for (const DesignColumn& column : description.design.columns) {
    names.take(std::string(design_prefix) + column.name);
    require(value_count(column) == description.points,
            "column '" + column.name + "' of the design needs one value for each point");
  }
  for (const VariableInfo& metric : description.metrics) {
    names.take(metric.name);
    require_prefix(metric.name, false);
    require_units(metric.name, metric.units);
  }
  for (const VariableInfo& summary : description.world_summaries) {
    names.take(summary.name);
    require_prefix(summary.name, true);
    require_units(summary.name, summary.units);
  }
}

void require_job_columns(const ResultsDescription& description) {
  require(description.job_columns.empty() == (description.jobs_per_run == 0),
          "job columns and the number of jobs in a run go together");
  NameSet names(job_names());
  for (const VariableInfo& column : description.job_columns) {
    names.take(column.name);
    require_units(column.name, column.units);
  }
}

}  // namespace

void require_storable(const ResultsDescription& description) {
  require_box(description);
  require_variables(description);
  require_job_columns(description);
}

}  // namespace bacelab::schema
