#include "experiments/box/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <variant>

#include "experiments/box/run_block.hpp"

namespace bacelab {

std::optional<std::int64_t> DesignDescription::number(std::string_view name) const {
  const auto found = std::find_if(numbers.begin(), numbers.end(),
                                  [&](const DesignNumber& each) { return each.name == name; });
  if (found == numbers.end()) return std::nullopt;
  return found->value;
}

const DesignColumn* DesignDescription::column(std::string_view name) const {
  const auto found = std::find_if(columns.begin(), columns.end(),
                                  [&](const DesignColumn& each) { return each.name == name; });
  return found == columns.end() ? nullptr : &*found;
}

std::size_t value_count(const DesignColumn& column) {
  return std::visit([](const auto& values) { return values.size(); }, column.values);
}

std::size_t value_count(const Factor& factor) {
  return std::visit([](const auto& values) { return values.size(); }, factor.values);
}

bool is_result_name(std::string_view name) {
  const auto forbidden = [](unsigned char c) { return c == '/' || std::isspace(c) != 0; };
  return !name.empty() && name != "." && std::none_of(name.begin(), name.end(), forbidden);
}

bool is_taken_result_name(std::string_view name) {
  constexpr auto taken = std::to_array<std::string_view>(
      {"point", "replication", "policy", "status", "redraws", "timing", "jobs", "failures",
       "replications_run", "stop_reason", "last_comparison", "half_width_points",
       "indifference_zone", "selected", "dropped_from", "verdict", "contour_side", "contour_value",
       "contour_half_width"});
  return name.starts_with("design_") || name.starts_with("world_") ||
         std::find(taken.begin(), taken.end(), name) != taken.end();
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
  const auto& [policies, metrics, jobs, columns, summaries] = run_block_shape(description);
  const double values =
      static_cast<double>(metrics) + 1.0 +
      static_cast<double>(jobs) * (static_cast<double>(columns) + integers_of_job);
  return static_cast<double>(worlds) * (static_cast<double>(policies) * (8.0 * values + 1.0) + 8.0 +
                                        8.0 * static_cast<double>(summaries));
}

}  // namespace bacelab
