#include "experiments/study/design/design_types.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "core/errors.hpp"
#include "experiments/study/design/sampling/sobol_sequence.hpp"
#include "tests/experiments/study/design/designs.hpp"

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

std::string study(const std::string& keys) {
  return "[design]\ntype = 'saltelli'\n" + keys +
         "[design.factors]\na = {low = 0, high = 1}\nb = {low = 0, high = 1}\n";
}

TEST_CASE("saltelli: the columns say where each point stands", "[design]") {
  const Design design = design_of(study("samples = 8\nscrambles = 3\nsecond_order = true\n"));
  REQUIRE(design.points() == 3 * 8 * 6);
  const DesignDescription& description = design.description();
  CHECK(description.number("samples") == 8);
  CHECK(description.number("scrambles") == 3);
  CHECK(description.number("second_order") == 1);
  CHECK(description.column("block")->meanings ==
        std::vector<std::string>{"A", "B", "AB_1", "AB_2", "BA_1", "BA_2"});
  for (std::size_t point = 0; point < design.points(); ++point) {
    const auto scramble = static_cast<std::size_t>(integers_of(design, "scramble")[point]);
    const auto row = static_cast<std::size_t>(integers_of(design, "row")[point]);
    const auto block = static_cast<std::size_t>(integers_of(design, "block")[point]);
    REQUIRE(point == (scramble * 8 + row) * 6 + block);
    const SaltelliSample sample(2, SecondOrder::yes, {1, static_cast<std::uint32_t>(scramble)});
    CHECK(numbers_of(design, 0)[point] == sample.coordinate(row, block, 0));
    CHECK(numbers_of(design, 1)[point] == sample.coordinate(row, block, 1));
  }
}

TEST_CASE("saltelli: without the second order there are d + 2 blocks in 16 scrambles", "[design]") {
  const Design design = design_of(study("samples = 4\n"));
  CHECK(design.points() == 16 * 4 * 4);
  CHECK(design.description().number("second_order") == 0);
}

TEST_CASE("saltelli: sizes that can't be are refused", "[design]") {
  CHECK_THROWS_WITH(design_of(study("samples = 12\n")), Catch::Contains("such as 8 or 16"));
  CHECK_THROWS_WITH(design_of(study("samples = 65536\n")), Catch::Contains("too many points"));
  CHECK_THROWS_WITH(design_of("[design]\ntype = 'saltelli'\n"), Catch::Contains("needs factors"));
}

}  // namespace
}  // namespace bacelab
