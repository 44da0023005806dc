#include "analysis/comparison/compare.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "analysis/statistics/holm.hpp"
#include "tests/analysis/comparison/inputs.hpp"
#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {
namespace {

ComparisonInput input_of(const reference::Case& expected) {
  return {.point = "",
          .metric = "cost",
          .unit = "USD",
          .policy_under_test = {"bace", expected.list("a")},
          .baselines = {{"fcfs", expected.list("b")}},
          .replications = inputs::numbered(expected.list("a").size())};
}

}  // namespace

TEST_CASE("a comparison puts each statistic in its place", "[comparison][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    INFO(expected.name);
    const Comparison comparison = compare(input_of(expected), expected.number("confidence"));
    const BaselineComparison& row = comparison.baselines.at(0);
    const auto near = [&](const char* quantity) {
      return reference::near(expected.number(quantity));
    };
    CHECK(comparison.pairs == expected.list("a").size());
    CHECK(comparison.confidence == expected.number("confidence"));
    CHECK(comparison.policy_mean.value.value() == near("mean_a"));
    CHECK(row.baseline_mean.value.value() == near("mean_b"));
    CHECK(row.difference.interval.value().upper == near("difference_upper"));
    CHECK(row.overhead.interval.value().lower == near("overhead_lower"));
    CHECK(row.reduction.interval.value().lower == near("reduction_lower"));
    CHECK(row.p_value.value() == near("p_value"));
    CHECK(row.better.probability.interval.value().lower == near("better_lower"));
    CHECK(row.variance_reduction.value() == near("variance_reduction"));
  }
}

TEST_CASE("a comparison carries what it is about", "[comparison]") {
  const Comparison comparison = compare(inputs::completion_times(32), 0.9);
  CHECK(comparison.point == "network.scale = 0.3");
  CHECK(comparison.metric == "mean_jct");
  CHECK(comparison.unit == "s");
  CHECK(comparison.policy == "bace");
  CHECK(comparison.pairs == 32);
  CHECK(comparison.confidence == 0.9);
  CHECK_FALSE(comparison.optimistic);
  CHECK(compare(inputs::completion_times(29)).optimistic);
  REQUIRE(comparison.baselines.size() == 3);
  CHECK(comparison.baselines[0].baseline == "slow");
  CHECK(comparison.baselines[2].baseline == "twin");
}

TEST_CASE("all baselines of a table are one family", "[comparison]") {
  const Comparison comparison = compare(inputs::completion_times(32));
  std::vector<double> raw;
  std::vector<double> adjusted;
  for (const auto& row : comparison.baselines) {
    raw.push_back(row.p_value.value());
    adjusted.push_back(row.p_holm.value());
  }
  CHECK(adjusted == holm_adjusted(raw));
  CHECK(adjusted[0] == 3.0 * raw[0]);
}

TEST_CASE("worst worlds come with the name and the values of their replication", "[comparison]") {
  ComparisonInput input = inputs::completion_times(16);
  input.replications[9] = "seed 9";
  const Comparison comparison = compare(input);
  CHECK(comparison.baselines[0].worst_worlds.empty());
  const auto& worst = comparison.baselines[1].worst_worlds;
  REQUIRE(worst.size() == max_worst_worlds);
  // Noise is 0 where 9 divides i: i = 0 and 9 lose 675 s; then i = 2 with 225 s of noise.
  CHECK(worst[0] == WorstWorld{0, "0", 36000.0, 35325.0});
  CHECK(worst[1] == WorstWorld{9, "seed 9", 42750.0, 42075.0});
  CHECK(worst[2].index == 2);
}

TEST_CASE("where more is better the worst worlds are the smallest", "[comparison]") {
  ComparisonInput input = inputs::completion_times(16);
  input.direction = Direction::larger_is_better;
  const BaselineComparison slow = compare(input).baselines[0];
  CHECK(slow.better.losses == 16);
  CHECK(slow.worst_worlds.size() == max_worst_worlds);
  CHECK(slow.overhead == compare(inputs::completion_times(16)).baselines[0].overhead);
}

TEST_CASE("without worlds, or with one, a comparison says what is missing", "[comparison]") {
  const BaselineComparison none = compare(inputs::completion_times(0)).baselines[0];
  CHECK(none.difference.value.reason() == "there are no pairs");
  CHECK(none.p_holm.reason() == "there are no pairs");
  const BaselineComparison one = compare(inputs::completion_times(1)).baselines[0];
  CHECK(one.overhead.value.value() == 0.25);
  CHECK_FALSE(one.overhead.interval.has_value());
  CHECK_FALSE(one.p_holm.has_value());
}

TEST_CASE("a comparison refuses a confidence in percent", "[comparison]") {
  CHECK_THROWS_AS(compare(inputs::completion_times(4), 95.0), std::invalid_argument);
}

}  // namespace bacelab
