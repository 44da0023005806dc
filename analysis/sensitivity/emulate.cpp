#include "analysis/sensitivity/emulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <variant>

#include "core/errors.hpp"
#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

constexpr std::array<std::string_view, 3> designs_that_fill = {"lhs", "sobol", "saltelli"};

/// The place of a value in a range; whole numbers stand in the middle of what is rounded to them.
double place_of(const FactorRange& range, double value) {
  const double half = range.whole ? 0.5 : 0.0;
  const double low = range.low - half;
  const double high = range.high + half;
  const bool is_log = range.scale == RangeScale::logarithmic;
  const double place = is_log ? arithmetic::log(value / low) / arithmetic::log(high / low)
                              : (value - low) / (high - low);
  return std::clamp(place, 0.0, 1.0);
}

}  // namespace

std::vector<double> places_in_cube(const ResultsFile& file) {
  const std::string& type = file.description().design.type;
  if (std::find(designs_that_fill.begin(), designs_that_fill.end(), type) ==
      designs_that_fill.end()) {
    throw InputError(fmt::format(
        "--emulator: {} has the design '{}'; a polynomial is fitted to points of the designs lhs, "
        "sobol and saltelli ([design] type of the study)",
        file.path().string(), type));
  }
  const auto& factors = file.factors();
  std::vector<double> places(file.points() * factors.size());
  for (std::size_t f = 0; f < factors.size(); ++f) {
    if (!factors[f].range) {
      throw InputError(fmt::format(
          "--emulator: the factor {} of {} is a list; a polynomial needs ranges (low, high)",
          factors[f].name, file.path().string()));
    }
    const auto& values = std::get<std::vector<double>>(factors[f].values);
    for (std::size_t point = 0; point < values.size(); ++point) {
      places[point * factors.size() + f] = place_of(*factors[f].range, values[point]);
    }
  }
  return places;
}

}  // namespace bacelab
