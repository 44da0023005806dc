#include "app/simulate/metric_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/comparison/display_unit.hpp"
#include "analysis/comparison/number_text.hpp"
#include "app/text_columns.hpp"
#include "core/simulation/metrics.hpp"

namespace bacelab {
namespace {

struct NamedValue {
  std::string name;
  double value = 0.0;
};

/// Metrics that share a unit.
struct Group {
  std::string_view units;
  std::vector<NamedValue> values;
};

std::vector<Group> groups_of(const RunSummary& summary) {
  std::vector<Group> groups;
  for (const MetricInfo& metric : metric_registry()) {
    auto group = std::find_if(groups.begin(), groups.end(),
                              [&](const Group& one) { return one.units == metric.units; });
    if (group == groups.end()) group = groups.insert(groups.end(), {metric.units, {}});
    group->values.push_back({std::string(metric.long_name), metric.value(summary)});
  }
  return groups;
}

DisplayUnit unit_of(const Group& group) {
  double largest = 0.0;
  for (const NamedValue& one : group.values) largest = std::fmax(largest, std::abs(one.value));
  return display_unit(std::string(group.units), largest);
}

/// A pure number that is whole is a count.
std::string value_text(double value, const DisplayUnit& unit) {
  if (std::isnan(value)) return "-";
  const bool is_count = unit.name.empty() && std::floor(value) == value;
  return is_count ? fmt::format("{:.0f}", value) : number_text(value / unit.divisor);
}

}  // namespace

void write_metrics(std::ostream& out, const Scenario& scenario, const RunRecord& record) {
  RunSummary summary;
  summarise(scenario, record, summary);
  TextColumns table({Align::left, Align::right, Align::left});
  for (const Group& group : groups_of(summary)) {
    const DisplayUnit unit = unit_of(group);
    for (const auto& [name, value] : group.values) {
      table.add_row({name, value_text(value, unit), unit.name});
    }
    table.add_row({});
  }
  for (const std::string& line : table.lines()) out << line << '\n';
}

}  // namespace bacelab
