#include "analysis/statistics/win_probability.hpp"

#include <cmath>
#include <vector>

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "analysis/statistics/wilson.hpp"
#include "tests/analysis/reference/paired_reference.hpp"
#include "tests/analysis/statistics/coverage.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {

TEST_CASE("probabilities of winning agree with scipy", "[statistics][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    INFO(expected.name);
    const auto better =
        win_probability(expected.list("a"), expected.list("b"), Direction::smaller_is_better,
                        expected.number("confidence"));
    const Interval interval = better.probability.interval.value();
    CHECK(better.wins == expected.count("wins"));
    CHECK(better.ties == expected.count("ties"));
    CHECK(better.wins + better.ties + better.losses == expected.list("a").size());
    CHECK(better.probability.value.value() == reference::near(expected.number("better")));
    CHECK(interval.lower == reference::near(expected.number("better_lower")));
    CHECK(interval.upper == reference::near(expected.number("better_upper")));
  }
}

TEST_CASE("ties count half", "[statistics]") {
  const std::vector<double> a{1.0, 2.0, 3.0, 4.0};
  const std::vector<double> b{1.0, 3.0, 3.0, 3.0};
  const auto better = win_probability(a, b, Direction::smaller_is_better, 0.95);
  CHECK(better.wins == 1);
  CHECK(better.ties == 2);
  CHECK(better.losses == 1);
  CHECK(better.probability.value.value() == 0.5);
  CHECK(better.probability.interval.value() == wilson_interval(2.0, 4, 0.95));
}

TEST_CASE("one pair has an interval, no pair has a reason", "[statistics]") {
  const auto one =
      win_probability(std::vector{1.0}, std::vector{2.0}, Direction::smaller_is_better, 0.95);
  CHECK(one.probability.value.value() == 1.0);
  CHECK(one.probability.interval.has_value());
  const auto none = win_probability({}, {}, Direction::smaller_is_better, 0.95);
  CHECK(none.probability.value.reason() == "there are no pairs");
}

TEST_CASE("properties of the probability of winning", "[statistics][property]") {
  rc::prop("swapping the policies, or the direction, swaps wins and losses", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto forth = win_probability(a, b, Direction::smaller_is_better, 0.95);
    const auto back = win_probability(b, a, Direction::smaller_is_better, 0.95);
    RC_ASSERT(forth.wins == back.losses);
    RC_ASSERT(forth.ties == back.ties);
    RC_ASSERT(back == win_probability(a, b, Direction::larger_is_better, 0.95));
  });
}

TEST_CASE("Wilson's interval holds the truth in about 95 %", "[statistics][coverage]") {
  // Wins are whole numbers, so that the exact coverage at 60 pairs is not 95 but 95.36 % (summed
  // over the binomial distribution). False-alarm rate 6e-5.
  const double truth = 0.5 * std::erfc(-2.0 / std::sqrt(6.0));
  const double share = coverage::share_of_hits(truth, 4, 60, [](const auto& a, const auto& b) {
    return win_probability(a, b, Direction::smaller_is_better, coverage::confidence).probability;
  });
  CHECK(std::abs(share - 0.9536) < coverage::tolerance());
}

}  // namespace bacelab
