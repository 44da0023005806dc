#include "analysis/precision/precision_rule.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/paired.hpp"
#include "tests/analysis/precision/sequential.hpp"

namespace bacelab {
namespace {

using sequential::Law;

PrecisionTarget two_by_two() {
  PrecisionTarget target;
  target.metrics = {"jct_mean", "cost"};
  target.policy = "bace";
  target.baselines = {"lcf", "ldf"};
  return target;
}

/// Adds worlds in which all is the same but the ldf's cost, which alternates by +-`swing`.
void add_worlds(PrecisionRule& rule, int count, double swing) {
  for (int i = 0; i < count; ++i) {
    const double cost = 20.0 + (i % 2 == 0 ? swing : -swing);
    const double values[] = {100, 120, 130, 10, 15, cost};
    rule.add(values);
  }
}

}  // namespace

TEST_CASE("precision rule: it names its comparisons", "[precision]") {
  CHECK(comparison_names(two_by_two()) ==
        std::vector<std::string>{"overhead of lcf in jct_mean", "overhead of ldf in jct_mean",
                                 "overhead of lcf in cost", "overhead of ldf in cost"});
}

TEST_CASE("precision rule: one wide comparison keeps a point open", "[precision]") {
  PrecisionRule rule(two_by_two());
  add_worlds(rule, 30, 5.0);
  const PrecisionLook look = rule.look();
  CHECK_FALSE(look.reached);
  CHECK(look.widest == 3);
  // The ratio alternates by 0.5: t(29) 0.5 sqrt(30/29) / sqrt(30).
  CHECK(look.half_width_points == Approx(100 * 2.045229642132703 * 0.5 / std::sqrt(29.0)));
  CHECK(look.expected_pairs == Approx(30 * std::pow(look.half_width_points / 2.0, 2)));
}

TEST_CASE("precision rule: it is content when all are narrow, not before the minimum",
          "[precision]") {
  PrecisionRule rule(two_by_two());
  CHECK_FALSE(rule.look().reached);
  add_worlds(rule, 29, 0.01);
  CHECK_FALSE(rule.look().reached);
  add_worlds(rule, 1, 0.01);
  CHECK(rule.look().reached);
}

TEST_CASE("precision rule: worlds with an incomplete run are left out", "[precision]") {
  PrecisionRule rule(two_by_two());
  add_worlds(rule, 29, 0.01);
  const double incomplete[] = {100, 120, 130, 10, NAN, 20};
  rule.add(incomplete);
  CHECK_FALSE(rule.look().reached);  // lcf's cost rests on 29 pairs
  add_worlds(rule, 1, 0.01);
  CHECK(rule.look().reached);
}

TEST_CASE("precision rule: a comparison without an interval is never precise", "[precision]") {
  PrecisionRule rule(two_by_two());
  const double values[] = {0, 120, 130, 10, 15, 20};
  for (int i = 0; i < 100; ++i) rule.add(values);
  const PrecisionLook look = rule.look();
  CHECK_FALSE(look.reached);
  CHECK(std::isinf(look.half_width_points));
  CHECK(look.expected_pairs == 0.0);
  CHECK_THROWS_AS(rule.add(std::span(values).first(5)), std::invalid_argument);
}

TEST_CASE("precision rule: normal pairs need what theory says, and are covered",
          "[precision][reference]") {
  // 3.4 points of spread-0.15 pairs: n* = 215. The coverage of 3,000 experiments has a standard
  // deviation of 0.4 points.
  const double expected = sequential::theory(0.15, 3.4);
  REQUIRE(expected >= 200);
  const auto outcome = sequential::repeat(Law::normal, 0.15, 3.4, 3000, 1);
  CHECK(std::abs(outcome.mean_replications / expected - 1) < 0.05);
  CHECK(outcome.coverage >= 0.935);
  CHECK(outcome.fewest >= 30);
}

namespace {

struct Pairs {
  std::vector<double> a;
  std::vector<double> b;
};

Pairs lognormal_pairs(unsigned seed, std::size_t count) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  Pairs pairs;
  for (std::size_t i = 0; i < count; ++i) {
    const double world = normal(generator);
    pairs.a.push_back(1e5 * std::exp(0.5 * world));
    pairs.b.push_back(1.3e5 * std::exp(0.5 * world + 0.3 * normal(generator)));
  }
  return pairs;
}

double width(const Pairs& pairs, PairForm form) {
  RunningPairs running;
  for (std::size_t i = 0; i < pairs.a.size(); ++i) running.add(pairs.a[i], pairs.b[i]);
  const std::size_t n = pairs.a.size();
  return running.half_width(form, n < 2 ? 0.0 : student_quantile(0.95, n - 1));
}

TEST_CASE("running pairs: the half-widths are those of the relative forms", "[precision]") {
  rc::prop("for any number of pairs", [] {
    const auto pairs =
        lognormal_pairs(*rc::gen::inRange(0U, 1000U), *rc::gen::inRange<std::size_t>(5, 200));
    const Estimate over = overhead(pairs.a, pairs.b, 0.95);
    const Estimate less = reduction(pairs.a, pairs.b, 0.95);
    RC_PRE(over.interval.has_value() && less.interval.has_value());
    const auto close = [](double x, double y) { return std::abs(x - y) <= 1e-10 * y; };
    RC_ASSERT(close(width(pairs, PairForm::overhead), over.interval.value().half_width()));
    RC_ASSERT(close(width(pairs, PairForm::reduction), less.interval.value().half_width()));
  });
}

TEST_CASE("running pairs: equal policies have an interval without width", "[precision]") {
  const Pairs equal = {{11, 12, 13}, {11, 12, 13}};
  CHECK(width(equal, PairForm::overhead) == Approx(0.0).margin(1e-15));
}

TEST_CASE("running pairs: without an interval the width is infinite", "[precision]") {
  CHECK(std::isinf(width({{}, {}}, PairForm::overhead)));
  CHECK(std::isinf(width({{1}, {2}}, PairForm::overhead)));
  CHECK(std::isinf(width({{0, 0, 0}, {1, 2, 3}}, PairForm::overhead)));
  CHECK(std::isinf(width({{-1, 1, 3, -2}, {1, 2, 3, 4}}, PairForm::overhead)));
  CHECK(std::isinf(width({{1, 2, 3}, {0, 0, 0}}, PairForm::reduction)));
}

}  // namespace
}  // namespace bacelab
