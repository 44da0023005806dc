#include "app/check/design_lines.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <variant>

#include "experiments/study/design/design.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points_shown = 12;
constexpr std::size_t most_values_shown = 8;
constexpr std::size_t longest_line = 84;

std::vector<std::string> point_lines(const Design& design) {
  std::vector<std::string> lines;
  for (std::size_t point = 0; point < design.points(); ++point) {
    if (point == most_points_shown) {
      lines.push_back(fmt::format("... and {} more points", grouped(design.points() - point)));
      break;
    }
    lines.push_back(fmt::format("{}: {}", point, point_label(design.factors(), point)));
  }
  return lines;
}

/// Different values, in the order of their first points.
template <class Value>
std::vector<Value> distinct(const std::vector<Value>& values) {
  std::vector<Value> found;
  for (const Value& value : values) {
    if (std::find(found.begin(), found.end(), value) == found.end()) found.push_back(value);
    if (found.size() > most_values_shown) break;
  }
  return found;
}

std::string factor_line(const Factor& factor) {
  if (factor.range) {
    const FactorRange& range = *factor.range;
    return fmt::format("{}: {} to {}{}{}", factor.name, range.low, range.high,
                       range.scale == RangeScale::logarithmic ? ", log" : "",
                       range.whole ? ", whole numbers" : "");
  }
  return std::visit(
      [&](const auto& values) {
        return fmt::format("{}: one of {}", factor.name, fmt::join(distinct(values), ", "));
      },
      factor.values);
}

std::vector<std::string> sample_lines(const Design& design) {
  std::string type = design.description().type;
  for (const DesignNumber& number : design.description().numbers) {
    type += fmt::format(", {} = {}", number.name, number.value);
  }
  std::vector<std::string> lines = {type};
  for (const Factor& factor : design.factors()) {
    lines.push_back(shortened(factor_line(factor), longest_line));
  }
  return lines;
}

}  // namespace

std::vector<std::string> design_lines(const Design& design) {
  if (design.factors().empty()) return {};
  return design.description().type == "grid" ? point_lines(design) : sample_lines(design);
}

std::vector<std::string> sharing_lines(const Design& design, const Study& study) {
  const PointGroups& groups = design.groups();
  if (design.points() == 1) return {};
  if (study.points_sharing_worlds == 1) return {"each point has its own"};
  if (groups.points == 0) return {};
  if (study.points_sharing_worlds != groups.points) return {"shared by all points"};
  return {fmt::format("shared within {0}, independent between {0}", groups.name)};
}

}  // namespace bacelab
