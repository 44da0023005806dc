#include "experiments/study/design/design_types.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "experiments/study/design/sampling/sobol_sequence.hpp"
#include "tests/experiments/study/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

const std::string two_factors =
    "[design]\ntype = 'lhs'\nsamples = 10\n[design.factors]\n"
    "a = {low = 0, high = 10}\nb = {low = 1, high = 1024, scale = 'log'}\n";

TEST_CASE("lhs: each tenth of each range is met once, in its scale", "[design]") {
  const Design design = design_of(two_factors);
  REQUIRE(design.points() == 10);
  std::vector<int> a(10);
  std::vector<int> b(10);
  for (const double x : numbers_of(design, 0)) ++a.at(static_cast<std::size_t>(x));
  for (const double x : numbers_of(design, 1)) ++b.at(static_cast<std::size_t>(std::log2(x)));
  CHECK(a == std::vector<int>(10, 1));
  CHECK(b == std::vector<int>(10, 1));
}

TEST_CASE("lhs: names are met equally often", "[design]") {
  const Design design = design_of(
      "[design]\ntype = 'lhs'\nsamples = 12\n[design.factors]\nf = {names = ['x', 'y', 'z']}\n");
  for (const char* name : {"x", "y", "z"}) {
    CHECK(std::count(names_of(design, 0).begin(), names_of(design, 0).end(), name) == 4);
  }
}

TEST_CASE("lhs: the sample belongs to the seed of the study or its own", "[design]") {
  const Design design = design_of(two_factors);
  CHECK(design.description().type == "lhs");
  CHECK(design.description().number("samples") == 10);
  CHECK(design.description().number("seed") == 1);
  CHECK(numbers_of(design, 0) == numbers_of(design_of(two_factors), 0));
  const Design other = design_of(two_factors + "[study]\nseed = 2\n");
  CHECK(other.description().number("seed") == 2);
  CHECK(numbers_of(other, 0) != numbers_of(design, 0));
  const Design own = design_of("[design]\nseed = 2\n" + two_factors.substr(9));
  CHECK(numbers_of(own, 0) == numbers_of(other, 0));
}

std::string study(int samples) {
  return "[design]\ntype = 'sobol'\nsamples = " + std::to_string(samples) +
         "\n[design.factors]\na = {low = 0, high = 1}\nb = {low = 0, high = 8}\n";
}

TEST_CASE("sobol: a dimension a factor", "[design]") {
  const Design design = design_of(study(16));
  REQUIRE(design.points() == 16);
  const ScrambledSobol sequence(2, {1});
  for (std::uint32_t row = 0; row < 16; ++row) {
    CHECK(numbers_of(design, 0)[row] == sequence.coordinate(row, 0));
    CHECK(numbers_of(design, 1)[row] == 8 * sequence.coordinate(row, 1));
  }
  CHECK(design.description().type == "sobol");
}

TEST_CASE("sobol: a number of points that is not a power of two is refused", "[design]") {
  CHECK_THROWS_WITH(design_of(study(100)), Catch::Contains("a power of two, such as 64 or 128"));
}

}  // namespace
}  // namespace bacelab
