#include "experiments/design/types/lhs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/experiments/design/designs.hpp"

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

}  // namespace
}  // namespace bacelab
