#include "analysis/statistics/paired.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/analysis/statistics/coverage.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {

TEST_CASE("paired differences agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    INFO(expected.name);
    const auto result =
        paired_difference(expected.list("a"), expected.list("b"), expected.number("confidence"));
    const Interval interval = result.estimate.interval.value();
    CHECK(result.estimate.value.value() == reference::near(expected.number("difference")));
    CHECK(interval.lower == reference::near(expected.number("difference_lower")));
    CHECK(interval.upper == reference::near(expected.number("difference_upper")));
    CHECK(result.p_value.value() == reference::near(expected.number("p_value")));
  }
}

TEST_CASE("equal policies show no difference", "[statistics]") {
  const std::vector<double> a{1.5, 2.5, 9.0};
  const auto result = paired_difference(a, a, 0.95);
  CHECK(result.estimate.value.value() == 0.0);
  CHECK(result.estimate.interval.value() == Interval{0.0, 0.0});
  CHECK(result.p_value.value() == 1.0);
}

TEST_CASE("a difference without spread is certain", "[statistics]") {
  const auto result =
      paired_difference(std::vector{1.0, 2.0, 5.0}, std::vector{1.5, 2.5, 5.5}, 0.9);
  CHECK(result.estimate.interval.value() == Interval{0.5, 0.5});
  CHECK(result.p_value.value() == 0.0);
}

TEST_CASE("too few pairs leave a reason", "[statistics]") {
  const auto none = paired_difference({}, {}, 0.95);
  CHECK(none.estimate.value.reason() == "there are no pairs");
  CHECK(none.p_value.reason() == "there are no pairs");

  const auto one = paired_difference(std::vector{1.0}, std::vector{3.0}, 0.95);
  CHECK(one.estimate.value.value() == 2.0);
  CHECK_FALSE(one.estimate.interval.has_value());
  CHECK_FALSE(one.p_value.has_value());
}

TEST_CASE("differences refuse samples that are not pairs", "[statistics]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(paired_difference(std::vector{nan}, std::vector{1.0}, 0.95),
                  std::invalid_argument);
  CHECK_THROWS_AS(paired_difference(std::vector{1.0, 2.0}, std::vector{1.0}, 0.95),
                  std::invalid_argument);
  CHECK_THROWS_AS(paired_difference({}, {}, 95.0), std::invalid_argument);
}

TEST_CASE("properties of paired differences", "[statistics][property]") {
  rc::prop("swapping the policies mirrors the difference and keeps the p-value", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto forth = paired_difference(a, b, 0.95);
    const auto back = paired_difference(b, a, 0.95);
    RC_ASSERT(forth.estimate.value.value() == -back.estimate.value.value());
    RC_ASSERT(forth.estimate.interval.value().lower == -back.estimate.interval.value().upper);
    RC_ASSERT(forth.estimate.interval.value().upper == -back.estimate.interval.value().lower);
    RC_ASSERT(forth.p_value == back.p_value);
  });
  rc::prop("scaling both samples scales the difference and keeps the p-value", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto plain = paired_difference(a, b, 0.95);
    const auto larger = paired_difference(samples::scaled(a, 8.0), samples::scaled(b, 8.0), 0.95);
    RC_ASSERT(larger.estimate.value.value() == 8.0 * plain.estimate.value.value());
    RC_ASSERT(larger.estimate.interval.value().lower ==
              8.0 * plain.estimate.interval.value().lower);
    RC_ASSERT(larger.p_value == plain.p_value);
  });
  rc::prop("the interval contains the estimate and grows with the confidence", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto narrow = paired_difference(a, b, 0.8).estimate;
    const auto wide = paired_difference(a, b, 0.99).estimate;
    RC_ASSERT(narrow.interval.value().contains(narrow.value.value()));
    RC_ASSERT(wide.interval.value().lower <= narrow.interval.value().lower);
    RC_ASSERT(wide.interval.value().upper >= narrow.interval.value().upper);
  });
  rc::prop("p < 5 % where the 95 % interval leaves zero out", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto result = paired_difference(a, b, 0.95);
    RC_ASSERT((result.p_value.value() < 0.05) == !result.estimate.interval.value().contains(0.0));
  });
}

TEST_CASE("t intervals of normal differences have a coverage of 95 %", "[statistics][coverage]") {
  // Exact for any number of pairs; false-alarm rate 6e-5.
  const double share = coverage::share_of_hits(2.0, 1, 6, [](const auto& a, const auto& b) {
    return paired_difference(a, b, coverage::confidence).estimate;
  });
  CHECK(std::abs(share - 0.95) < coverage::tolerance());
}

}  // namespace bacelab
