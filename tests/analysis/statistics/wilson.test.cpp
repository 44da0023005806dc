#include "analysis/statistics/wilson.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {

TEST_CASE("Wilson's intervals agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("wilson")) {
    INFO(expected.name);
    const Interval interval = wilson_interval(
        expected.number("successes"), expected.count("trials"), expected.number("confidence"));
    CHECK(interval.lower == reference::near(expected.number("lower")));
    CHECK(interval.upper == reference::near(expected.number("upper")));
  }
}

TEST_CASE("without a success the lower limit is zero", "[statistics]") {
  CHECK(wilson_interval(0.0, 13, 0.95).lower == 0.0);
  CHECK(wilson_interval(13.0, 13, 0.95).upper == 1.0);
}

TEST_CASE("Wilson's interval refuses counts that can't be", "[statistics]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(wilson_interval(0.0, 0, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(-0.5, 3, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(3.5, 3, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(nan, 3, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(wilson_interval(1.0, 3, 1.0), std::invalid_argument);
}

TEST_CASE("properties of Wilson's interval", "[statistics][property]") {
  rc::prop("it lies between 0 and 1, contains the share, and mirrors with the failures", [] {
    const int trials = *rc::gen::inRange(1, 2000);
    const double successes = *rc::gen::inRange(0, 2 * trials + 1) / 2.0;
    const auto n = static_cast<std::size_t>(trials);
    const Interval interval = wilson_interval(successes, n, 0.95);
    const Interval mirrored = wilson_interval(trials - successes, n, 0.95);
    RC_ASSERT(interval.lower >= 0.0);
    RC_ASSERT(interval.upper <= 1.0);
    RC_ASSERT(interval.contains(successes / trials));
    RC_ASSERT(std::abs(interval.lower - (1.0 - mirrored.upper)) < 1e-14);
  });
}

}  // namespace bacelab
