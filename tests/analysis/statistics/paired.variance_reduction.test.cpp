#include "analysis/statistics/paired.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <vector>

#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {

TEST_CASE("variance reductions agree with exact arithmetic", "[statistics][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    INFO(expected.name);
    CHECK(variance_reduction(expected.list("a"), expected.list("b")).value() ==
          reference::near(expected.number("variance_reduction")));
  }
}

TEST_CASE("a variance reduction that is infinite or unknown has a reason", "[statistics]") {
  const std::vector<double> varying{1.0, 2.0, 4.0};
  const std::vector<double> shifted{1.5, 2.5, 4.5};
  const std::vector<double> constant{3.0, 3.0, 3.0};
  CHECK_THAT(variance_reduction(varying, shifted).reason(), Catch::Contains("infinite"));
  CHECK_THAT(variance_reduction(constant, constant).reason(), Catch::Contains("neither"));
  CHECK(variance_reduction(varying, constant).value() == Approx(1.0).epsilon(1e-14));
  CHECK_FALSE(variance_reduction({}, {}).has_value());
  CHECK_FALSE(variance_reduction(std::vector{1.0}, std::vector{2.0}).has_value());
}

TEST_CASE("properties of the variance reduction", "[statistics][property]") {
  rc::prop("it is at least 1/2, and the same for swapped policies", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto forth = variance_reduction(a, b);
    RC_ASSERT(forth == variance_reduction(b, a));
    // var(b - a) <= 2 (var(a) + var(b)), with equality if b - c = c - a.
    if (forth.has_value()) RC_ASSERT(forth.value() >= 0.5 * (1.0 - 1e-12));
  });
}

}  // namespace bacelab
