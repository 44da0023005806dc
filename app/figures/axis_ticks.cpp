#include "app/figures/axis_ticks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "app/figures/text_lines.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

double widest(const std::vector<Tick>& ticks) {
  double width = 0.0;
  for (const Tick& tick : ticks) width = std::max(width, width_in_points(tick.text));
  return width;
}

/// The values that an axis names, if their texts, as long along it as `size` says, stand beside
/// each other.
template <class Size>
std::optional<std::vector<Tick>> ticks_at_values(const FigureAxis& axis, const AxisRange& range,
                                                 double length, const Size& size) {
  const auto part_below = [&](double value) {
    return axis.scale == AxisScale::logarithmic
               ? arithmetic::log(value / range.low) / arithmetic::log(range.high / range.low)
               : (value - range.low) / (range.high - range.low);
  };
  std::vector<Tick> ticks;
  double end = -length;  // of the text before
  for (const double value : axis.values) {
    ticks.push_back({value, fmt::format("{:g}", value)});
    const double half = 0.5 * size(ticks.back().text);
    const double middle = length * part_below(value);
    if (middle - half < end) return std::nullopt;
    end = middle + half;
  }
  return ticks.empty() ? std::nullopt : std::optional(ticks);
}

std::size_t most_ticks(double height) {
  return std::max<std::size_t>(3, static_cast<std::size_t>(height / (2.0 * line_points)));
}

}  // namespace

std::vector<Tick> round_ticks_beside(const AxisRange& range, AxisScale scale, double length) {
  for (std::size_t most = 9; most > 2; --most) {
    std::vector<Tick> ticks = round_ticks(range, scale, most);
    const double needed =
        (widest(ticks) + 2.0 * character_points) * static_cast<double>(ticks.size());
    if (needed <= length) return ticks;
  }
  return round_ticks(range, scale, 2);
}

std::vector<Tick> ticks_along(const FigureAxis& axis, const AxisRange& range, double length) {
  const auto width = [](const std::string& text) {
    return width_in_points(text) + 2.0 * character_points;
  };
  const auto at_values = ticks_at_values(axis, range, length, width);
  return at_values ? *at_values : round_ticks_beside(range, axis.scale, length);
}

std::vector<Tick> ticks_upwards(const FigureAxis& axis, const AxisRange& range, double height) {
  const auto at_values =
      ticks_at_values(axis, range, height, [](const std::string&) { return line_points; });
  return at_values ? *at_values : round_ticks(range, axis.scale, most_ticks(height));
}

}  // namespace bacelab
