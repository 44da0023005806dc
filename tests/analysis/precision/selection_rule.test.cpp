#include "analysis/precision/selection_rule.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <stdexcept>

#include "core/no_value.hpp"

namespace bacelab {
namespace {

SelectionTarget target_of(std::size_t policies, std::size_t minimum, double percent = 1.0,
                          double confidence = 0.95) {
  SelectionTarget target;
  target.metric = "m";
  target.policies.assign(policies, "p");
  target.minimum = minimum;
  target.indifference_percent = percent;
  target.confidence = confidence;
  return target;
}

SelectionRule smaller(const SelectionTarget& target) {
  return {target, Direction::smaller_is_better};
}

TEST_CASE("selection: h^2 is that of the formula", "[precision]") {
  // eta = ((2 * 0.05 / 3)^(-2/9) - 1) / 2 = 0.56460..., h^2 = 18 eta.
  CHECK(kim_nelson_h2(4, 10, 0.95) == Approx(9.0 * (std::pow(0.1 / 3.0, -2.0 / 9.0) - 1.0)));
  // For two policies and many worlds it tends to -2 ln(2 alpha).
  CHECK(kim_nelson_h2(2, 1'000'000, 0.95) == Approx(-2.0 * std::log(0.1)).epsilon(1e-4));
}

/// Ten worlds by hand: differences of +-1 around `lead`, so S^2 = 10 / 9.
void ten_worlds(SelectionRule& rule, double lead) {
  for (int i = 0; i < 10; ++i) {
    const double d = i % 2 == 0 ? 1.0 : -1.0;
    rule.add(std::array{100.0 - 0.5 * d, 100.0 + lead + 0.5 * d});
  }
}

TEST_CASE("selection: a worked example", "[precision]") {
  // Two policies, n0 = 10, alpha = 0.05, zone 1: h^2 = 9 (0.1^(-2/9) - 1) = 6.0129, S^2 = 10 / 9.
  const double h2 = 9.0 * (std::pow(0.1, -2.0 / 9.0) - 1.0);
  const double horizon = h2 * 10.0 / 9.0;
  REQUIRE(horizon == Approx(6.68).epsilon(0.01));
  // After ten worlds the triangle is passed: any difference drops the worse policy.
  SelectionRule passed = smaller(target_of(2, 10));
  ten_worlds(passed, 0.25);
  CHECK(passed.look());
  CHECK(passed.selection().zone == 1.0);
  CHECK(passed.selection().policies[0] == PolicyEnd{10, Verdict::selected});
  CHECK(passed.selection().policies[1] == PolicyEnd{10, Verdict::indifferent});

  // With a zone of 0.5 the horizon is 26.7 worlds, and after ten the sums must differ by more than
  // 0.5 / 2 (26.7 - 10) = 4.18.
  const double limit = 0.25 * (4.0 * horizon - 10.0);
  REQUIRE(limit == Approx(4.18).epsilon(0.01));
  SelectionRule open = smaller(target_of(2, 10, 0.5));
  ten_worlds(open, limit / 10.0 - 0.001);
  CHECK_FALSE(open.look());
  SelectionRule ended = smaller(target_of(2, 10, 0.5));
  ten_worlds(ended, limit / 10.0 + 0.001);
  CHECK(ended.look());
  CHECK(ended.selection().policies[1] == PolicyEnd{10, Verdict::worse});
}

TEST_CASE("selection: where larger is better, the smaller one is dropped", "[precision]") {
  SelectionRule rule(target_of(2, 10), Direction::larger_is_better);
  ten_worlds(rule, 5.0);
  CHECK(rule.look());
  CHECK(rule.selection().policies[0].verdict == Verdict::worse);
  CHECK(rule.selection().policies[1].verdict == Verdict::selected);
}

TEST_CASE("selection: policies that never differ end within the zone", "[precision]") {
  SelectionRule rule = smaller(target_of(3, 10));
  for (int i = 0; i < 10; ++i) {
    const double value = 100.0 + i;
    rule.add(std::array{value, value, value});
  }
  CHECK(rule.look());
  CHECK(rule.selection().policies[0].verdict == Verdict::selected);
  CHECK(rule.selection().policies[1].verdict == Verdict::indifferent);
  CHECK(rule.selection().policies[2].verdict == Verdict::indifferent);
  // Nor does a metric that is always 0 leave it undecided.
  SelectionRule zero = smaller(target_of(2, 10));
  for (int i = 0; i < 10; ++i) zero.add(std::array{0.0, 0.0});
  CHECK(zero.look());
}

TEST_CASE("selection: a policy that is close to a worse one is worse", "[precision]") {
  SelectionRule rule = smaller(target_of(3, 10, 0.2));
  for (int i = 0; i < 400; ++i) {
    const double d = i % 2 == 0 ? 1.0 : -1.0;
    // The first two never differ by much, and are told apart from the third later.
    const double second = rule.is_left(1) ? 100.5 + d : run_absent;
    const double first = rule.is_left(0) ? 100.51 + d : run_absent;
    rule.add(std::array{first, second, 100.0 - d});
    if (i < 9) continue;
    if (rule.look()) break;
    CHECK(rule.selection().policies[0].verdict == Verdict::indifferent);
  }
  CHECK(rule.selection().policies[2].verdict == Verdict::selected);
  CHECK(rule.selection().policies[1].verdict == Verdict::worse);
  CHECK(rule.selection().policies[1].replications > 10);
  CHECK(rule.selection().policies[0] == PolicyEnd{10, Verdict::worse});
}

TEST_CASE("selection: around a mean of 0 there is no zone, and no end", "[precision]") {
  SelectionRule rule = smaller(target_of(2, 10));
  for (int i = 0; i < 1000; ++i) {
    const double d = i % 2 == 0 ? 1.0 : -1.0;
    rule.add(std::array{d, -d});
    CHECK_FALSE(rule.look());
  }
  CHECK(rule.selection().zone < 1e-12);
}

TEST_CASE("selection: a policy whose run is incomplete is dropped there", "[precision]") {
  SelectionRule rule = smaller(target_of(3, 10));
  for (int i = 0; i < 10; ++i) {
    const double d = i % 2 == 0 ? 1.0 : -1.0;
    rule.add(std::array{100.0 + d, i == 4 ? no_value : 90.0, 100.5 - d});
    CHECK(rule.is_left(1) == (i < 4));
  }
  CHECK(rule.selection().policies[1] == PolicyEnd{5, Verdict::incomplete});
  // What it does later is not asked for.
  CHECK(rule.is_enough(std::array{100.0, run_absent, 100.0}));
  CHECK_FALSE(rule.is_enough(std::array{100.0, run_absent, run_absent}));
}

TEST_CASE("selection: a world in which nobody has a value says nothing", "[precision]") {
  SelectionRule with = smaller(target_of(2, 10));
  SelectionRule without = smaller(target_of(2, 10));
  with.add(std::array{no_value, no_value});
  ten_worlds(with, 3.0);
  ten_worlds(without, 3.0);
  CHECK(with.look());
  CHECK(without.look());
  CHECK(with.selection().policies[0] == PolicyEnd{11, Verdict::selected});
  CHECK(without.selection().policies[0] == PolicyEnd{10, Verdict::selected});
}

TEST_CASE("selection: it needs one value of each policy", "[precision]") {
  SelectionRule rule = smaller(target_of(2, 10));
  CHECK_THROWS_AS(rule.add(std::array{1.0}), std::invalid_argument);
}

TEST_CASE("selection: the best of four is found as often as promised, in fewer runs",
          "[precision]") {
  // The configuration that is hardest to tell apart: all others are worse by the zone.
  constexpr int repetitions = 300;
  std::mt19937_64 source(20260525);
  std::normal_distribution<double> normal;
  int correct = 0;
  double runs = 0.0;
  double equal = 0.0;
  for (int i = 0; i < repetitions; ++i) {
    SelectionRule rule = smaller(target_of(4, 20));
    for (std::int64_t n = 1;; ++n) {
      const double world = 5.0 * normal(source);
      std::array<double, 4> values{};
      for (std::size_t p = 0; p < 4; ++p) {
        values[p] = 100.0 + (p == 2 ? 0.0 : 1.0) + world + 3.0 * normal(source);
      }
      rule.add(values);
      if (n < 20 || !rule.look()) continue;
      equal += 4.0 * static_cast<double>(n);
      break;
    }
    if (rule.selection().policies[2].verdict == Verdict::selected) ++correct;
    for (const PolicyEnd& end : rule.selection().policies) {
      runs += static_cast<double>(end.replications);
    }
  }
  // 95 % are promised; 93 % is two standard errors less.
  CHECK(correct > 0.93 * repetitions);
  CHECK(runs < 0.9 * equal);
}

}  // namespace
}  // namespace bacelab
