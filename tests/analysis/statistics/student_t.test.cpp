#include "analysis/statistics/student_t.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {

TEST_CASE("Student's quantiles agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("student")) {
    INFO(expected.name);
    CHECK(student_quantile(expected.number("confidence"), expected.count("degrees")) ==
          reference::near(expected.number("quantile")));
  }
}

TEST_CASE("p-values agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("student_tail")) {
    INFO(expected.name);
    CHECK(two_sided_p_value(expected.number("statistic"), expected.count("degrees")) ==
          reference::near(expected.number("p_value")));
  }
}

TEST_CASE("extreme statistics have p-values", "[statistics]") {
  CHECK(two_sided_p_value(std::numeric_limits<double>::infinity(), 9) == 0.0);
  CHECK(two_sided_p_value(-1e200, 9) == 0.0);
  CHECK(two_sided_p_value(1e-200, 9) == 1.0);
}

TEST_CASE("Student's t refuses what is no question", "[statistics]") {
  CHECK_THROWS_AS(student_quantile(0.95, 0), std::invalid_argument);
  CHECK_THROWS_AS(student_quantile(1.0, 5), std::invalid_argument);
  CHECK_THROWS_AS(two_sided_p_value(1.0, 0), std::invalid_argument);
  CHECK_THROWS_AS(two_sided_p_value(std::numeric_limits<double>::quiet_NaN(), 5),
                  std::invalid_argument);
  CHECK_THROWS_AS(student_interval(0.0, 1.0, 1, 0.95), std::invalid_argument);
}

TEST_CASE("a mean has an interval from two values on", "[statistics]") {
  CHECK_FALSE(mean_estimate({}, 0.95).value.has_value());

  const Estimate one = mean_estimate(std::vector{7.0}, 0.95);
  CHECK(one.value.value() == 7.0);
  CHECK_FALSE(one.interval.has_value());
  CHECK(one.interval.reason() == "one pair shows no spread; two are needed");

  // Mean 1, standard error 1; with one degree of freedom t is tan(confidence pi / 2) = 1 at 50 %.
  const Estimate two = mean_estimate(std::vector{0.0, 2.0}, 0.5);
  CHECK(two.value.value() == 1.0);
  CHECK(two.interval.value().lower == Approx(0.0).margin(1e-15));
  CHECK(two.interval.value().upper == Approx(2.0).epsilon(1e-15));
}

}  // namespace bacelab
