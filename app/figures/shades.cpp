#include "app/figures/shades.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

using Colour = std::array<double, 3>;

/// At equal distances from the lowest to the highest value.
constexpr std::array<Colour, 9> anchors = {{{0, 32, 77},
                                            {20, 54, 109},
                                            {63, 78, 108},
                                            {95, 101, 112},
                                            {124, 123, 120},
                                            {155, 147, 118},
                                            {188, 173, 107},
                                            {222, 201, 84},
                                            {255, 234, 70}}};

double part_of(double value, const AxisRange& range, AxisScale scale) {
  if (scale == AxisScale::linear) return (value - range.low) / (range.high - range.low);
  return arithmetic::log10(value / range.low) / arithmetic::log10(range.high / range.low);
}

}  // namespace

std::uint32_t shade_of(double value, const AxisRange& range, AxisScale scale) {
  constexpr auto steps = static_cast<double>(anchors.size() - 1);
  const double place = std::clamp(part_of(value, range, scale), 0.0, 1.0) * steps;
  const double below = std::min(std::floor(place), steps - 1.0);
  const Colour& from = anchors[static_cast<std::size_t>(below)];
  const Colour& to = anchors[static_cast<std::size_t>(below) + 1];
  std::uint32_t colour = 0;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const double level = from[i] + (place - below) * (to[i] - from[i]);
    colour = colour * 256 + static_cast<std::uint32_t>(std::lround(level));
  }
  return colour;
}

}  // namespace bacelab
