#include "analysis/statistics/intervals.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/analysis/statistics/coverage.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {

TEST_CASE("normal quantiles are the published ones", "[statistics][reference]") {
  CHECK(two_sided_normal_quantile(0.95) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.025) == Approx(-1.959963984540054).epsilon(1e-15));
  CHECK(normal_quantile(0.5) == 0.0);
}

TEST_CASE("a certain event has no normal quantile", "[statistics]") {
  CHECK_THROWS_AS(normal_quantile(0.0), std::invalid_argument);
  CHECK_THROWS_AS(normal_quantile(1.0), std::invalid_argument);
  CHECK_THROWS_AS(two_sided_normal_quantile(1.0), std::invalid_argument);
}

TEST_CASE("limits are the order statistics that scipy finds", "[statistics][reference]") {
  for (const auto& expected : reference::cases("quantile")) {
    INFO(expected.name);
    const Estimate estimate = quantile_estimate(
        expected.list("values"), expected.number("probability"), expected.number("confidence"));
    CHECK(estimate.value.value() == reference::near(expected.number("value")));
    CHECK(estimate.interval.value().lower == expected.number("lower"));
    CHECK(estimate.interval.value().upper == expected.number("upper"));
  }
}

TEST_CASE("a quantile needs enough values for some to lie beyond it", "[statistics][reference]") {
  for (const auto& expected : reference::cases("fewest")) {
    INFO(expected.name);
    const double probability = expected.number("probability");
    const double confidence = expected.number("confidence");
    const std::size_t fewest = expected.count("fewest");
    CHECK(fewest_for_quantile(probability, confidence) == fewest);
    std::vector<double> values(fewest);
    for (std::size_t i = 0; i < fewest; ++i) values[i] = static_cast<double>(i);
    CHECK(quantile_estimate(values, probability, confidence).interval.has_value());
    values.pop_back();
    CHECK_FALSE(quantile_estimate(values, probability, confidence).value.has_value());
  }
  CHECK(quantile_estimate({1.0, 2.0}, 0.99, 0.95).value.reason() ==
        "2 values are too few for a 95 % interval of the quantile 0.99; 368 are needed");
}

TEST_CASE("a limit is one of the values where the tail is that of the last one, but for rounding",
          "[statistics]") {
  // 1 - 2 * 0.9^14 as it is rounded: the smallest of 14 values is no limit yet, by a last bit.
  const double confidence = 0.54246415090077982;
  const double probability = 0.099999999999999978;
  CHECK(fewest_for_quantile(probability, confidence) == 14);
  std::vector<double> values;
  for (int i = 0; i < 14; ++i) values.push_back(i);
  CHECK(quantile_estimate(values, probability, confidence).value.reason() ==
        "14 values are too few for a 54.2464 % interval of the quantile 0.1; 15 are needed");
  values.push_back(14);
  CHECK(quantile_estimate(values, probability, confidence).interval.value().lower == 0.0);
}

TEST_CASE("quantiles refuse nonsense", "[statistics]") {
  CHECK_THROWS_AS(quantile_estimate({1.0}, 1.0, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(quantile_estimate({1.0}, 0.5, 95.0), std::invalid_argument);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(quantile_estimate({nan}, 0.5, 0.95), std::invalid_argument);
}

TEST_CASE("order-statistic intervals hold the quantile in at least 95 %",
          "[statistics][coverage]") {
  // The 0.9 quantile of a = 10 + N(0, 2) with 60 values. False-alarm rate 3e-5.
  const double truth = 10.0 + 1.2815515655446004 * std::sqrt(2.0);
  const double hits = coverage::share_of_hits(
      truth, 5, 60, [](const auto& a, const auto&) { return quantile_estimate(a, 0.9, 0.95); });
  CHECK(hits > 0.95 - coverage::tolerance());
  CHECK(hits < 0.99);
}

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

TEST_CASE("Student's t refuses meaningless arguments", "[statistics]") {
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
