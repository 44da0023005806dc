#include "app/report/verdict.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

/// bace against lcf, whose mean exceeds it by this share of itself, in 100 worlds.
Comparison table_with(double reduction, Interval interval, double p_adjusted) {
  Comparison table;
  table.metric = "jct_mean";
  table.unit = "s";
  table.policy = "bace";
  table.pairs = 100;
  table.optimistic = false;
  BaselineComparison row;
  row.baseline = "lcf";
  row.reduction = {reduction, interval};
  row.overhead = row.reduction;
  row.difference = {reduction * 1000.0, Interval{interval.lower * 1000.0, interval.upper * 1000.0}};
  row.p_value = p_adjusted / 3.0;
  row.p_adjusted = p_adjusted;
  row.better.wins = 88;
  row.better.losses = 12;
  table.baselines = {row, row, row};
  return table;
}

std::string sentence_of(const Comparison& table) {
  return verdict_of(std::vector{table}, 0).front();
}

}  // namespace

TEST_CASE("verdict: what is shown is said with its interval", "[report]") {
  CHECK(sentence_of(table_with(0.053, {0.044, 0.062}, 0.001)) ==
        "bace finishes jobs 5.3 % [4.4, 6.2] sooner than lcf; it is worse in 12 % of the worlds "
        "(12 of 100).");
  Comparison dearer = table_with(-0.013, {-0.019, -0.006}, 0.001);
  dearer.metric = "cost";
  CHECK(sentence_of(dearer) ==
        "bace costs 1.3 % [0.6, 1.9] more than lcf in electricity; it is worse in 12 % of the "
        "worlds (12 of 100).");
}

TEST_CASE("verdict: an interval with 0 shows nothing", "[report]") {
  const Comparison table = table_with(0.01, {-0.01, 0.03}, 0.4);
  CHECK(shown_by(table, table.baselines[0]) == Shown::nothing);
  CHECK_THAT(sentence_of(table),
             Catch::StartsWith("No difference shown between bace and lcf in the mean job "
                               "completion time: 1.0 % [-1.0, 3.0] less"));
}

TEST_CASE("verdict: what one form shows and another does not is not shown", "[report]") {
  Comparison table = table_with(0.02, {0.001, 0.039}, 0.01);
  CHECK(shown_by(table, table.baselines[0]) == Shown::less);
  table.baselines[0].overhead.interval = Interval{-0.001, 0.041};
  CHECK(shown_by(table, table.baselines[0]) == Shown::nothing);
}

TEST_CASE("verdict: shares are said in as many digits as they need", "[report]") {
  Comparison table = table_with(0.053, {0.044, 0.062}, 0.001);
  table.baselines[0].better.wins = 0;
  table.baselines[0].better.losses = 100;
  CHECK_THAT(sentence_of(table), Catch::EndsWith("worse in 100 % of the worlds (100 of 100)."));
}

TEST_CASE("verdict: what only one comparison would show is not significant among several",
          "[report]") {
  const Comparison table = table_with(0.02, {0.001, 0.039}, 0.12);
  CHECK(shown_by(table, table.baselines[0]) == Shown::undecided);
  CHECK_THAT(sentence_of(table),
             Catch::Contains("not significantly among 3 comparisons: adjusted p = 0.120"));
}

TEST_CASE("verdict: without an interval there is none", "[report]") {
  Comparison table = table_with(0.02, {0.001, 0.039}, 0.12);
  table.baselines[0].difference.interval = Undefined{"one pair has no spread"};
  CHECK(shown_by(table, table.baselines[0]) == Shown::no_interval);
  CHECK(sentence_of(table) ==
        "No verdict on bace and lcf in the mean job completion time: one pair has no spread.");
}

}  // namespace bacelab
