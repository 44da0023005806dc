#include "analysis/comparison/compare.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/statistics/adjustment.hpp"
#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/paired.hpp"
#include "core/errors.hpp"
#include "tests/analysis/comparison/inputs.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

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
    const Comparison comparison =
        compare(input_of(expected), {.confidence = expected.number("confidence")});
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
  const Comparison comparison = compare(inputs::completion_times(32), {.confidence = 0.9});
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
    adjusted.push_back(row.p_adjusted.value());
  }
  CHECK(adjusted == holm_adjusted(raw));
  CHECK(adjusted[0] == 3.0 * raw[0]);
}

TEST_CASE("with Bonferroni intervals are wider and p-values m times as large", "[comparison]") {
  const ComparisonInput input = inputs::completion_times(32);
  const Comparison each = compare(input, {.adjustment = Adjustment::none});
  const Comparison all = compare(input, {.adjustment = Adjustment::bonferroni});
  const Comparison wide = compare(input, {.confidence = 1.0 - 0.05 / 3.0});
  CHECK(all.confidence == 0.95);
  CHECK(all.confidence_of_each == Approx(1.0 - 0.05 / 3.0).epsilon(1e-15));
  CHECK(each.confidence_of_each == 0.95);
  for (std::size_t i = 0; i < 3; ++i) {
    const BaselineComparison& row = all.baselines[i];
    CHECK(each.baselines[i].p_adjusted == each.baselines[i].p_value);
    CHECK(row.p_adjusted.value() == std::min(1.0, 3.0 * row.p_value.value()));
    CHECK(row.overhead.interval.value().lower ==
          Approx(wide.baselines[i].overhead.interval.value().lower).epsilon(1e-12));
    CHECK(row.better.probability.interval.value().upper ==
          Approx(wide.baselines[i].better.probability.interval.value().upper).epsilon(1e-12));
  }
}

TEST_CASE("a comparison by bootstrap has its intervals and remembers the seed", "[comparison]") {
  const ComparisonInput input = inputs::completion_times(32);
  const Comparison delta = compare(input);
  CHECK_FALSE(delta.bootstrap.has_value());
  const ComparisonSettings settings = {.interval = IntervalMethod::bca, .bootstrap = {299, 17}};
  const Comparison bca = compare(input, settings);
  CHECK(bca.bootstrap == Bootstrap{299, 17});
  const std::vector<std::span<const double>> columns = {
      input.policy_under_test.values, input.baselines[0].values, input.baselines[1].values};
  const auto means = resampled_means(columns, {299, 17});
  const ResampledColumn a = {columns[0], means[0]};
  CHECK(bca.baselines[1].reduction == bootstrap_estimate(PairForm::reduction, a,
                                                         {columns[2], means[2]},
                                                         IntervalMethod::bca, 0.95));
  CHECK(bca.baselines[0].difference.interval != delta.baselines[0].difference.interval);
  CHECK(bca.baselines[0].p_value == delta.baselines[0].p_value);
  CHECK(compare(inputs::completion_times(1), settings).baselines[0].overhead.interval.reason() ==
        "one pair shows no spread; two are needed");
}

TEST_CASE("a comparison says how often each policy is the best of all", "[comparison]") {
  // twin shares every first place of bace, slow has none.
  const Comparison comparison = compare(inputs::completion_times(32));
  CHECK(comparison.policy_best == comparison.baselines[2].best);
  CHECK(comparison.baselines[0].best.value.value() == 0.0);
  CHECK(2.0 * comparison.policy_best.value.value() + comparison.baselines[1].best.value.value() ==
        Approx(1.0).epsilon(1e-15));
}

TEST_CASE("quantiles come for each policy, or say how many worlds they need", "[comparison]") {
  const Comparison comparison = compare(inputs::completion_times(32), {.quantiles = {0.5, 0.99}});
  REQUIRE(comparison.quantiles.size() == 8);
  CHECK(comparison.quantiles[0].policy == "bace");
  CHECK(comparison.quantiles[0].probability == 0.5);
  CHECK(comparison.quantiles[0].quantile ==
        quantile_estimate(inputs::completion_times(32).policy_under_test.values, 0.5, 0.95));
  CHECK(comparison.quantiles[7].policy == "twin");
  CHECK_FALSE(comparison.quantiles[7].quantile.value.has_value());
}

TEST_CASE("pooled scores have t intervals within 0 and 1", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  const std::vector<double> mostly = {1.0, 1.0, 1.0, 0.5};
  input.pooled = PooledScores{.points = 2,
                              .wins = {7, 0, 0},
                              .ties = {1, 0, 8},
                              .better = {mostly, mostly, mostly},
                              .best = {mostly, mostly, mostly, mostly}};
  const Comparison comparison = compare(input);
  CHECK(comparison.points == 2);
  CHECK(comparison.pairs == 4);
  const WinProbability& better = comparison.baselines[0].better;
  CHECK(better.wins == 7);
  CHECK(better.losses == 0);
  CHECK(comparison.baselines[1].better.losses == 8);
  // Mean 0.875, standard error 0.125, t(3) = 3.182.
  CHECK(better.probability.value.value() == 0.875);
  CHECK(better.probability.interval.value().lower == Approx(0.875 - 0.125 * 3.182446305));
  CHECK(better.probability.interval.value().upper == 1.0);
  CHECK(comparison.policy_best.value.value() == 0.875);
  CHECK(comparison.baselines[2].best.interval.value().upper == 1.0);
}

TEST_CASE("pooled scores that are all equal are not taken for sure", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  const std::vector<double> always(4, 1.0);
  const std::vector<double> never(4, 0.0);
  const std::vector<double> tied(4, 0.5);
  input.pooled = PooledScores{.points = 2,
                              .wins = {8, 0, 0},
                              .ties = {0, 0, 8},
                              .better = {always, never, tied},
                              .best = {always, never, never, tied}};
  const Comparison comparison = compare(input);
  // Wilson with n successes in n trials: n / (n + z^2) to 1, z^2 = 3.841.
  const double limit = 4.0 / (4.0 + 3.841458820694124);
  const auto interval = [&](std::size_t baseline) {
    return comparison.baselines[baseline].better.probability.interval.value();
  };
  CHECK(interval(0).lower == Approx(limit));
  CHECK(interval(0).upper == 1.0);
  CHECK(interval(1).lower == 0.0);
  CHECK(interval(1).upper == Approx(1.0 - limit));
  CHECK(interval(2).lower + interval(2).upper == Approx(1.0));
  CHECK(interval(2).half_width() > 0.3);
  CHECK(comparison.policy_best.interval.value().lower == Approx(limit));
}

TEST_CASE("worst worlds come with the number and the values of their replication", "[comparison]") {
  ComparisonInput input = inputs::completion_times(16);
  input.replications[9] = 1042;
  const Comparison comparison = compare(input);
  CHECK(comparison.baselines[0].worst_worlds.empty());
  const auto& worst = comparison.baselines[1].worst_worlds;
  REQUIRE(worst.size() == max_worst_worlds);
  // Noise is 0 where 9 divides i: i = 0 and 9 lose 675 s; then i = 2 with 225 s of noise.
  CHECK(worst[0] == WorstWorld{0, 0, 36000.0, 35325.0});
  CHECK(worst[1] == WorstWorld{9, 1042, 42750.0, 42075.0});
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
  CHECK(none.p_adjusted.reason() == "there are no pairs");
  const BaselineComparison one = compare(inputs::completion_times(1)).baselines[0];
  CHECK(one.overhead.value.value() == 0.25);
  CHECK_FALSE(one.overhead.interval.has_value());
  CHECK_FALSE(one.p_adjusted.has_value());
}

TEST_CASE("a comparison refuses a confidence in percent", "[comparison]") {
  CHECK_THROWS_AS(compare(inputs::completion_times(4), {.confidence = 95.0}),
                  std::invalid_argument);
}

namespace {

/// 40 worlds of four policies whose costs depend on each other and tie now and then.
struct WrittenRuns {
  WrittenRuns() : study(sample::study()) {
    study.policies = {"lcf", "bace", "ldf", "own"};
    study.points = 1;
    study.factors.clear();
    study.replications = 40;
    block = sample::block(study, 0, 40);
    for (std::size_t world = 0; world < 40; ++world) {
      const auto of_world = static_cast<double>(world * 7 % 11);
      for (std::size_t policy = 0; policy < 4; ++policy) {
        const auto own = static_cast<double>((world * (policy + 2)) % 5);
        block.metrics_of(world, policy)[1] = 20.0 + of_world + own + static_cast<double>(policy);
      }
    }
  }
  [[nodiscard]] ResultsFile file() const {
    sample::write_file(directory / "a.h5", study, block);
    return ResultsFile(directory / "a.h5");
  }

  sample::ScratchDirectory directory;
  ResultsDescription study;
  RunBlock block;
};

const Selection all_policies = {"bace", {"own", "lcf", "ldf"}};

}  // namespace

TEST_CASE("compare runs: two columns at a time say what all say at once", "[comparison]") {
  const WrittenRuns written;
  const ResultsFile file = written.file();
  CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  worlds.replications.erase(worlds.replications.begin() + 3);
  for (const Adjustment adjustment : {Adjustment::holm, Adjustment::bonferroni, Adjustment::none}) {
    ComparisonSettings settings;
    settings.adjustment = adjustment;
    settings.quantiles = {0.5, 0.25};
    const Comparison at_once = compare(select(file, 0, "cost_usd", all_policies, worlds), settings);
    const Comparison by_pairs = compare_runs(file, 0, "cost_usd", all_policies, worlds, settings);
    CHECK(by_pairs == at_once);
    CHECK(by_pairs.baselines.size() == 3);
    CHECK(by_pairs.quantiles.size() == 8);
  }
}

TEST_CASE("compare runs: bootstraps are those of all columns together", "[comparison]") {
  const WrittenRuns written;
  const ResultsFile file = written.file();
  const CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  ComparisonSettings settings;
  settings.interval = IntervalMethod::bca;
  settings.bootstrap = {199, 5};
  CHECK(compare_runs(file, 0, "cost_usd", all_policies, worlds, settings) ==
        compare(select(file, 0, "cost_usd", all_policies, worlds), settings));
}

TEST_CASE("compare runs: a missing value is refused by name", "[comparison]") {
  WrittenRuns written;
  written.block.metrics_of(17, 2)[1] = std::numeric_limits<double>::quiet_NaN();
  const ResultsFile file = written.file();
  const CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  CHECK_THROWS_WITH(compare_runs(file, 0, "cost_usd", all_policies, worlds, {}),
                    Catch::Contains("cost_usd of replication 17 under ldf"));
}

}  // namespace bacelab
