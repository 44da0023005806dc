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
namespace {

void check_against(const reference::Case& expected, const std::string& name,
                   const Estimate& estimate) {
  INFO(expected.name << " " << name);
  CHECK(estimate.value.value() == reference::near(expected.number(name)));
  CHECK(estimate.interval.value().lower == reference::near(expected.number(name + "_lower")));
  CHECK(estimate.interval.value().upper == reference::near(expected.number(name + "_upper")));
}

bool are_close(double x, double y) { return std::abs(x - y) <= 1e-12 * (1.0 + std::abs(y)); }

}  // namespace

TEST_CASE("relative forms agree with the delta method in numpy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    const auto& a = expected.list("a");
    const auto& b = expected.list("b");
    const double confidence = expected.number("confidence");
    check_against(expected, "overhead", overhead(a, b, confidence));
    check_against(expected, "reduction", reduction(a, b, confidence));
  }
}

TEST_CASE("relative forms are ratios of means, not means of ratios", "[statistics]") {
  const std::vector<double> a{1.0, 1.0, 1.0, 1.0};
  const std::vector<double> b{1.0, 1.0, 1.0, 3.0};
  CHECK(overhead(a, b, 0.5).value.value() == 0.5);
  CHECK(reduction(a, b, 0.5).value.value() == Approx(1.0 / 3.0).epsilon(1e-15));
}

TEST_CASE("a proportional baseline leaves no doubt", "[statistics]") {
  const std::vector<double> a{4.0, 5.0, 6.0, 5.0};
  const std::vector<double> b{5.0, 6.25, 7.5, 6.25};
  CHECK(overhead(a, b, 0.95).interval.value() == Interval{0.25, 0.25});
}

TEST_CASE("a denominator that may be zero leaves a reason", "[statistics]") {
  const std::vector<double> zero{0.0, 0.0, 0.0};
  const std::vector<double> negative{-1.0, -1.1, -1.2};
  const std::vector<double> doubtful{0.0, 0.0, 0.3};
  const std::vector<double> positive{1.0, 1.1, 1.2};
  CHECK(overhead(zero, positive, 0.95).value.reason() ==
        "the mean of the policy under test is not positive");
  CHECK(reduction(positive, zero, 0.95).value.reason() ==
        "the mean of the baseline is not positive");
  CHECK_FALSE(overhead(negative, positive, 0.95).value.has_value());
  const Estimate estimate = reduction(positive, doubtful, 0.95);
  CHECK(estimate.value.reason() == "the 95 % interval of the mean of the baseline reaches zero");
  CHECK(estimate.interval.reason() == estimate.value.reason());
  CHECK(overhead(positive, zero, 0.95).value.value() == -1.0);
}

TEST_CASE("the interval of the denominator has the same confidence", "[statistics]") {
  // Mean 0.1, standard error 0.1, two degrees of freedom: zero is reached from 57.7 % on.
  const std::vector<double> doubtful{0.0, 0.0, 0.3};
  const std::vector<double> positive{1.0, 1.1, 1.2};
  CHECK(overhead(doubtful, positive, 0.57).value.has_value());
  CHECK_FALSE(overhead(doubtful, positive, 0.58).value.has_value());
}

TEST_CASE("too few pairs leave a reason in relative forms", "[statistics]") {
  CHECK(overhead({}, {}, 0.95).value.reason() == "there are no pairs");
  const Estimate one = reduction(std::vector{1.0}, std::vector{4.0}, 0.95);
  CHECK(one.value.value() == 0.75);
  CHECK_FALSE(one.interval.has_value());
  CHECK_FALSE(reduction(std::vector{1.0}, std::vector{0.0}, 0.95).value.has_value());
}

TEST_CASE("relative forms refuse NaN", "[statistics]") {
  const std::vector<double> good{1.0, 2.0};
  const std::vector<double> bad{1.0, std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_AS(overhead(good, bad, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(reduction(bad, good, 0.95), std::invalid_argument);
}

TEST_CASE("properties of relative forms", "[statistics][property]") {
  rc::prop("swapping the policies turns the overhead into the negative reduction", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const Estimate forth = overhead(a, b, 0.9);
    const Estimate back = reduction(b, a, 0.9);
    RC_ASSERT(forth.value.has_value() == back.value.has_value());
    RC_PRE(forth.value.has_value());
    RC_ASSERT(forth.value.value() == -back.value.value());
    RC_ASSERT(are_close(forth.interval.value().lower, -back.interval.value().upper));
    RC_ASSERT(are_close(forth.interval.value().upper, -back.interval.value().lower));
  });
  rc::prop("(1 + overhead) (1 - reduction) = 1", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const Estimate more = overhead(a, b, 0.5);
    const Estimate less = reduction(a, b, 0.5);
    RC_PRE(more.value.has_value() && less.value.has_value());
    RC_ASSERT(are_close((1.0 + more.value.value()) * (1.0 - less.value.value()), 1.0));
  });
  rc::prop("the unit does not matter", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const Estimate in_s = overhead(samples::scaled(a, 1024.0), samples::scaled(b, 1024.0), 0.9);
    RC_ASSERT(in_s == overhead(a, b, 0.9));
  });
  rc::prop("the interval contains the estimate", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const Estimate estimate = overhead(a, b, 0.9);
    RC_PRE(estimate.value.has_value());
    RC_ASSERT(estimate.interval.value().contains(estimate.value.value()));
  });
}

TEST_CASE("delta intervals have a coverage of about 95 %", "[statistics][coverage]") {
  // The delta method is right up to terms of order 1/n: with 60 pairs and a coefficient of
  // variation of 0.14 they are far below the tolerance. False-alarm rate 6e-5 each.
  const double overheads = coverage::share_of_hits(
      1.0 / 5.0, 2, 60,
      [](const auto& a, const auto& b) { return overhead(a, b, coverage::confidence); });
  CHECK(std::abs(overheads - 0.95) < coverage::tolerance());
  const double reductions = coverage::share_of_hits(
      1.0 / 6.0, 3, 60,
      [](const auto& a, const auto& b) { return reduction(a, b, coverage::confidence); });
  CHECK(std::abs(reductions - 0.95) < coverage::tolerance());
}

}  // namespace bacelab
