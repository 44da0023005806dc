#include "analysis/comparison/report.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "analysis/comparison/compare.hpp"
#include "experiments/text/table.hpp"
#include "tests/analysis/comparison/inputs.hpp"

namespace bacelab {
namespace {

std::string table_of(const Comparison& comparison) {
  std::ostringstream out;
  write_table(out, comparison);
  return out.str();
}

bool fits(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.size() > table_width) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a table looks like this", "[comparison]") {
  CHECK("\n" + table_of(compare(inputs::completion_times(32))) == R"(
mean_jct [h], smaller is better: bace against 3 baselines at network.scale = 0.3
32 pairs, 95 % intervals in brackets, Holm over the 3 comparisons of this table

       mean [h]            difference [h]       overhead [%]      reduction [%]
bace      10.94
slow      13.91      2.973 [2.926, 3.019]  27.2 [26.6, 27.7]  21.4 [21.0, 21.7]
close     10.99  0.0508 [-0.0083, 0.1098]    0.5 [-0.1, 1.0]    0.5 [-0.1, 1.0]
twin      10.94                  0 [0, 0]     0.0 [0.0, 0.0]     0.0 [0.0, 0.0]

             P(better) [%]  ties       p  p (Holm)        P(best) [%]  var. reduction
bace                                                29.7 [16.7, 47.0]
slow   100.0 [89.3, 100.0]     0  <0.001    <0.001    0.0 [0.0, 10.7]            45.3
close    57.8 [40.8, 73.2]     3   0.089     0.179  40.6 [25.5, 57.7]            21.8
twin     50.0 [33.6, 66.4]    32   1.000     1.000  29.7 [16.7, 47.0]               -

Worst against close in replication 0 (10.00 against 9.812 h), 9 (11.88 against 11.69 h), 18 (11.75
  against 11.56 h)
twin: variance reduction: infinite because all pairs have the same difference
Each interval holds with 95 %, the 3 of a column together with less: --adjust bonferroni.
Means: difference baseline - bace, overhead baseline / bace - 1, reduction 1 - bace / baseline.
P(better): bace is better in a world; ties count half. P(best): best of all in a world; ties share
  it. Variance reduction: by running in the same worlds.
)");
}

TEST_CASE("a table says how its intervals were made", "[comparison]") {
  const ComparisonInput input = inputs::completion_times(32);
  const ComparisonSettings bca = {.interval = IntervalMethod::bca, .bootstrap = {299, 17}};
  CHECK_THAT(table_of(compare(input, bca)),
             Catch::Contains("95 % intervals in brackets (BCa bootstrap, 299 resamples, seed 17)"));
  const std::string all = table_of(compare(input, {.adjustment = Adjustment::bonferroni}));
  CHECK_THAT(all, Catch::Contains("simultaneous intervals in brackets, 95 % together (98.33 % "
                                  "each), Bonferroni over the"));
  CHECK_THAT(all, Catch::Contains("  p (Bonferroni)  "));
  CHECK_THAT(all, Catch::Contains("Intervals of P(best) have 95 % each, by themselves."));
  const std::string none = table_of(compare(input, {.adjustment = Adjustment::none}));
  CHECK_THAT(none, Catch::Contains("no adjustment over the 3"));
  CHECK_THAT(none, !Catch::Contains("p ("));
  CHECK_THAT(none, !Catch::Contains("by themselves"));
}

TEST_CASE("quantiles have a table of their own", "[comparison]") {
  const std::string text =
      table_of(compare(inputs::completion_times(32), {.quantiles = {0.5, 0.99}}));
  CHECK_THAT(text, Catch::Contains("quantile 0.5 [h]"));
  CHECK_THAT(text, Catch::Contains("quantile 0.99 [h]"));
  CHECK_THAT(text, Catch::Contains("bace, slow, close, twin: quantile: 32 values are too few"));
}

TEST_CASE("few pairs and missing values are explained under the table", "[comparison]") {
  const std::string few = table_of(compare(inputs::completion_times(29)));
  CHECK_THAT(few, Catch::Contains("fewer than 30 pairs the intervals are optimistic"));
  const std::string none = table_of(compare(inputs::completion_times(0)));
  CHECK_THAT(none, Catch::Contains("slow, close, twin: mean, difference, overhead, reduction"));
  CHECK_THAT(none, Catch::Contains("0 pairs"));
}

TEST_CASE("a table fits the width whatever it holds", "[comparison]") {
  ComparisonInput input = inputs::completion_times(20);
  input.unit = "USD";
  input.point = "arrivals.rate_per_hour = 3.5, network.scale = 0.3, workload.templates = large, " +
                std::string(40, 'x');
  input.baselines[0].policy = std::string(60, 'n');
  for (double& value : input.baselines[0].values) value *= -987654.0;
  for (double& value : input.baselines[1].values) value *= 1e120;
  CHECK(fits(table_of(compare(input))));
  CHECK(fits(table_of(compare(inputs::completion_times(1)))));
}

TEST_CASE("a single point needs no label", "[comparison]") {
  ComparisonInput input = inputs::completion_times(32);
  input.point.clear();
  CHECK_THAT(table_of(compare(input)), !Catch::Contains(" at "));
}

}  // namespace bacelab
