#include "analysis/statistics/normal.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("normal quantiles and probabilities are the published ones", "[statistics][reference]") {
  CHECK(two_sided_normal_quantile(0.95) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.025) == Approx(-1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.5) == 0.0);
  CHECK(normal_cdf(1.0) == Approx(0.8413447460685429).epsilon(1e-15));
  CHECK(normal_cdf(-8.0) == Approx(6.220960574271785e-16).epsilon(1e-12));
}

TEST_CASE("a certain event has no normal quantile", "[statistics]") {
  CHECK_THROWS_AS(normal_quantile(0.0), std::invalid_argument);
  CHECK_THROWS_AS(normal_quantile(1.0), std::invalid_argument);
  CHECK_THROWS_AS(two_sided_normal_quantile(1.0), std::invalid_argument);
}

}  // namespace bacelab
