#include "analysis/statistics/compensated_sum.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("a compensated sum keeps what a plain sum loses", "[statistics]") {
  CompensatedSum sum;
  for (const double term : {1.0, 1e100, 1.0, -1e100}) sum.add(term);
  CHECK(sum.total() == 2.0);
  CHECK(sum.divided_by(4.0) == 0.5);
}

TEST_CASE("the mean of equal terms is that term to the last bit", "[statistics]") {
  for (const double term : {0.1, 1.0 / 3.0, 1234.5678, 1e-300}) {
    CompensatedSum sum;
    for (int n = 1; n <= 1000; ++n) {
      sum.add(term);
      REQUIRE(sum.divided_by(n) == term);
    }
  }
}

}  // namespace bacelab
