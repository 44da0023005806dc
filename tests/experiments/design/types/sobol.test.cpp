#include "experiments/design/types/sobol.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "experiments/design/sampling/scrambled_sobol.hpp"
#include "tests/experiments/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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

TEST_CASE("sobol: a number of points that is no power of two is refused", "[design]") {
  CHECK_THROWS_WITH(design_of(study(100)), Catch::Contains("a power of two, such as 64 or 128"));
}

}  // namespace
}  // namespace bacelab
