#include "analysis/matching/axis_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

constexpr std::size_t parts_of_range = 5;

double value_at(const FactorRange& range, double place) {
  if (range.scale == RangeScale::linear) return range.low + place * (range.high - range.low);
  return range.low * arithmetic::exp(place * arithmetic::log(range.high / range.low));
}

std::vector<AxisPart> parts_of(const SpaceAxis& axis, std::size_t number) {
  std::vector<AxisPart> parts;
  const auto add = [&](const std::string& text, double low, double high) {
    constexpr double none = std::numeric_limits<double>::infinity();
    parts.push_back({.axis = number,
                     .text = text,
                     .low = low,
                     .high = high,
                     .least = none,
                     .emulated_least = none});
  };
  if (const auto* range = std::get_if<FactorRange>(&axis.domain)) {
    for (std::size_t i = 0; i < parts_of_range; ++i) {
      const double low = static_cast<double>(i) / parts_of_range;
      const double high = static_cast<double>(i + 1) / parts_of_range;
      add(fmt::format("{:.3g} to {:.3g}", value_at(*range, low), value_at(*range, high)), low,
          high);
    }
    return parts;
  }
  for (std::size_t i = 0; i < axis.elements(); ++i) {
    const auto* numbers = std::get_if<std::vector<double>>(&axis.domain);
    add(numbers != nullptr ? fmt::format("{:.4g}", (*numbers)[i])
                           : std::get<std::vector<std::string>>(axis.domain)[i],
        static_cast<double>(i), static_cast<double>(i + 1));
  }
  return parts;
}

/// The part that a place belongs to.
AxisPart& part_at(std::vector<AxisPart>& parts, double place) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [&](const AxisPart& part) { return place < part.high; });
  return found == parts.end() ? parts.back() : *found;
}

}  // namespace

std::vector<AxisPart> axis_parts(const Match& match, const Places& places,
                                 std::span<const double> deciding) {
  std::vector<AxisPart> all;
  for (std::size_t axis = 0; axis < match.space.size(); ++axis) {
    std::vector<AxisPart> parts = parts_of(match.space[axis], axis);
    for (const SampleMatch& sample : match.samples) {
      AxisPart& part = part_at(parts, sample.places[axis]);
      ++part.samples;
      if (sample.deciding <= match.cut.implausibility) ++part.samples_left;
      part.least = std::min(part.least, sample.deciding);
    }
    for (std::size_t i = 0; i < places.count(); ++i) {
      AxisPart& part = part_at(parts, places.at(i)[axis]);
      ++part.candidates;
      if (deciding[i] <= match.cut.implausibility) ++part.candidates_left;
      part.emulated_least = std::min(part.emulated_least, deciding[i]);
    }
    all.insert(all.end(), parts.begin(), parts.end());
  }
  return all;
}

}  // namespace bacelab
