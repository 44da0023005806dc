#include "experiments/box/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <stdexcept>
#include <string_view>
#include <variant>

#include "experiments/box/run_block.hpp"
#include "experiments/results/schema.hpp"

namespace bacelab {
namespace {

/// The units of which xarray makes time deltas.
constexpr std::array<std::string_view, 7> time_delta_units = {
    "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds"};

void require(bool holds, const std::string& problem) {
  if (!holds) throw std::invalid_argument("results file: " + problem);
}

bool is_variable_name(const std::string& name) {
  const auto forbidden = [](unsigned char c) { return c == '/' || std::isspace(c) != 0; };
  return !name.empty() && name != "." && std::none_of(name.begin(), name.end(), forbidden);
}

/// The names of one group: each may be taken once.
class NameSet {
 public:
  explicit NameSet(std::set<std::string, std::less<>> taken) : taken_(std::move(taken)) {}

  void take(const std::string& name) {
    require(is_variable_name(name), "'" + name + "' can't be the name of a variable");
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

/// What begins as the design's variables do would be taken for one of them.
void require_no_design_name(const std::string& name) {
  require(!name.starts_with(schema::design_prefix),
          "'" + name + "' begins like a variable of the design");
}

void require_variables(const ResultsDescription& description) {
  NameSet names(schema::root_names());
  for (const Factor& factor : description.factors) {
    names.take(factor.name);
    require_no_design_name(factor.name);
    require_units(factor.name, factor.units);
    require(value_count(factor) == description.points,
            "factor '" + factor.name + "' needs one value for each point");
  }
  for (const DesignColumn& column : description.design.columns) {
    names.take(std::string(schema::design_prefix) + column.name);
    require(value_count(column) == description.points,
            "column '" + column.name + "' of the design needs one value for each point");
  }
  for (const VariableInfo& metric : description.metrics) {
    names.take(metric.name);
    require_units(metric.name, metric.units);
  }
}

void require_job_columns(const ResultsDescription& description) {
  require(description.job_columns.empty() == (description.jobs_per_run == 0),
          "job columns and the number of jobs in a run go together");
  NameSet names(schema::job_names());
  for (const VariableInfo& column : description.job_columns) {
    names.take(column.name);
    require_units(column.name, column.units);
  }
}

}  // namespace

std::size_t value_count(const Factor& factor) {
  return std::visit([](const auto& values) { return values.size(); }, factor.values);
}

std::size_t world_count(const ResultsDescription& description) {
  return description.points * description.replications;
}

void validate(const ResultsDescription& description) {
  require_box(description);
  require_variables(description);
  require_job_columns(description);
}

std::string point_label(std::span<const Factor> factors, std::size_t point) {
  std::string text;
  for (const Factor& factor : factors) {
    if (!text.empty()) text += ", ";
    std::visit([&](const auto& list) { text += fmt::format("{} = {}", factor.name, list[point]); },
               factor.values);
  }
  return text;
}

double result_bytes(const ResultsDescription& description, std::size_t worlds) {
  constexpr double integers_of_job = 4;  // point, replication, policy, job
  const auto& [policies, metrics, jobs, columns] = run_block_shape(description);
  const double values =
      static_cast<double>(metrics) + 1.0 +
      static_cast<double>(jobs) * (static_cast<double>(columns) + integers_of_job);
  return static_cast<double>(worlds) * (static_cast<double>(policies) * (8.0 * values + 1.0) + 8.0);
}

}  // namespace bacelab
