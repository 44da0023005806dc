#include "analysis/statistics/proportions.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "tests/analysis/statistics/coverage.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {
namespace {

using Columns = std::vector<std::span<const double>>;
constexpr auto smaller = Direction::smaller_is_better;

}  // namespace

TEST_CASE("the best policy of each world is counted, ties are shared", "[statistics][reference]") {
  for (const auto& expected : reference::cases("best")) {
    Columns columns;
    for (const char* policy : {"policy_0", "policy_1", "policy_2", "policy_3"}) {
      columns.emplace_back(expected.list(policy));
    }
    const auto found = best_probabilities(columns, smaller, 0.9);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      CHECK(found[i].value.value() == reference::near(expected.list("probability")[i]));
      CHECK(found[i].interval.value().lower == reference::near(expected.list("lower")[i]));
      CHECK(found[i].interval.value().upper == reference::near(expected.list("upper")[i]));
    }
  }
}

TEST_CASE("scores of a world are a half, a third or all", "[statistics]") {
  const std::vector<double> a{1.0, 1.0, 2.0};
  const std::vector<double> b{1.0, 2.0, 2.0};
  const std::vector<double> c{3.0, 3.0, 2.0};
  const auto small = best_scores(Columns{a, b, c}, smaller);
  CHECK(small[0] == std::vector<double>{0.5, 1.0, 1.0 / 3.0});
  CHECK(small[1] == std::vector<double>{0.5, 0.0, 1.0 / 3.0});
  CHECK(small[2] == std::vector<double>{0.0, 0.0, 1.0 / 3.0});
  const auto large = best_scores(Columns{a, b, c}, Direction::larger_is_better);
  CHECK(large[2] == std::vector<double>{1.0, 1.0, 1.0 / 3.0});
}

TEST_CASE("of two policies the best is the better one", "[statistics][property]") {
  rc::prop("P(best) is P(better) where there are two", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const auto best = best_probabilities(Columns{a, b}, smaller, 0.95);
    RC_ASSERT(best[0] == win_probability(a, b, smaller, 0.95).probability);
    RC_ASSERT(best[1] == win_probability(b, a, smaller, 0.95).probability);
  });
}

TEST_CASE("worlds are counted once each, however many and in whatever pieces", "[statistics]") {
  // So many that their scores don't stand in memory at once.
  std::vector<double> a(10'000);
  std::vector<double> b(a.size(), 1.0);
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<double>(i % 3);
  const auto at_once = best_probabilities(Columns{a, b}, smaller, 0.95);
  CHECK(at_once[0].value.value() == (3334 + 3333 / 2.0) / 10'000);
  CHECK(at_once[1].value.value() == (3333 + 3333 / 2.0) / 10'000);
  BestCounter counter(2, smaller);
  for (const auto& [begin, count] : {std::pair{0U, 4096U}, {4096U, 1U}, {4097U, 5903U}}) {
    counter.add(Columns{std::span(a).subspan(begin, count), std::span(b).subspan(begin, count)});
  }
  CHECK(counter.probabilities(0.95) == at_once);
  CHECK_THROWS_AS(counter.add(Columns{a}), std::invalid_argument);
}

TEST_CASE("without worlds no policy is known to be the best", "[statistics]") {
  const std::vector<double> none;
  CHECK(best_probabilities(Columns{none, none}, smaller, 0.95)[1].value.reason() ==
        "there are no pairs");
  const std::vector<double> one{1.0};
  CHECK_THROWS_AS(best_probabilities(Columns{one, none}, smaller, 0.95), std::invalid_argument);
  CHECK_THROWS_AS(best_probabilities({}, smaller, 0.95), std::invalid_argument);
}

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

TEST_CASE("Wilson's interval has a coverage of about 95 %", "[statistics][coverage]") {
  // Wins are whole numbers, so that the exact coverage at 60 pairs is not 95 but 95.36 % (summed
  // over the binomial distribution). False-alarm rate 6e-5.
  const double truth = 0.5 * std::erfc(-2.0 / std::sqrt(6.0));
  const double share = coverage::share_of_hits(truth, 4, 60, [](const auto& a, const auto& b) {
    return win_probability(a, b, Direction::smaller_is_better, coverage::confidence).probability;
  });
  CHECK(std::abs(share - 0.9536) < coverage::tolerance());
}

}  // namespace bacelab
