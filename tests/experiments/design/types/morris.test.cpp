#include "experiments/design/types/morris.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/errors.hpp"
#include "tests/experiments/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::string study(const std::string& keys, const std::string& factors) {
  return "[design]\ntype = 'morris'\n" + keys + "[design.factors]\n" + factors;
}

const std::string three_factors =
    "a = {low = 0, high = 3}\nb = {low = 2, high = 9, integer = true}\n"
    "c = {names = ['x', 'y', 'z']}\n";

TEST_CASE("morris: each step changes one factor by delta", "[design]") {
  const Design design = design_of(study("trajectories = 50\nlevels = 6\n",
                                        "a = {low = 0, high = 5}\n"
                                        "b = {low = 1, high = 32, scale = 'log'}\n"));
  REQUIRE(design.points() == 50 * 3);
  const auto& a = numbers_of(design, 0);
  const auto& b = numbers_of(design, 1);
  const auto& deltas = std::get<std::vector<double>>(design.description().column("delta")->values);
  for (std::size_t point = 0; point < design.points(); ++point) {
    CHECK(integers_of(design, "trajectory")[point] == static_cast<std::int64_t>(point / 3));
    CHECK(integers_of(design, "step")[point] == static_cast<std::int64_t>(point % 3));
    const std::int64_t changed = integers_of(design, "changed")[point];
    if (point % 3 == 0) {
      CHECK(changed == -1);
      CHECK(deltas[point] == 0.0);
      continue;
    }
    CHECK(std::abs(deltas[point]) == Approx(6.0 / 10.0).epsilon(1e-14));
    CHECK((a[point] - a[point - 1]) / 5 ==
          Approx(changed == 0 ? deltas[point] : 0.0).margin(1e-14));
    CHECK(std::log2(b[point] / b[point - 1]) / 5 ==
          Approx(changed == 1 ? deltas[point] : 0.0).margin(1e-14));
  }
}

TEST_CASE("morris: a linear function has the same elementary effect at every step", "[design]") {
  // Whole numbers and lists too: delta is the change that took place.
  const Design design = design_of(study("trajectories = 40\n", three_factors));
  const auto value = [&](std::size_t point) {
    const std::string& name = names_of(design, 2)[point];
    return 10 * numbers_of(design, 0)[point] - 2 * numbers_of(design, 1)[point] +
           4 * static_cast<double>(name[0] - 'x');
  };
  const auto& deltas = std::get<std::vector<double>>(design.description().column("delta")->values);
  const double slope_times_range[] = {30, -14, 8};
  for (std::size_t point = 1; point < design.points(); ++point) {
    const std::int64_t changed = integers_of(design, "changed")[point];
    if (changed < 0) continue;
    CHECK((value(point) - value(point - 1)) / deltas[point] ==
          Approx(slope_times_range[changed]).epsilon(1e-12));
  }
}

TEST_CASE("morris: what can't be is refused", "[design]") {
  const auto refused = [](const std::string& keys, const std::string& factors,
                          const std::string& words) {
    CHECK_THROWS_WITH(design_of(study(keys, factors)), Catch::Contains(words));
  };
  refused("levels = 5\n", three_factors, "an even number");
  refused("", "a = {names = ['x']}\n", "at least two elements");
  refused("levels = 20\n", "a = {low = 1, high = 2, integer = true, scale = 'log'}\n",
          "rounding leaves a step without a change");
}

}  // namespace
}  // namespace bacelab
