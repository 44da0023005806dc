#include "analysis/statistics/dominance.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "tests/analysis/statistics/answers_reference.hpp"
#include "tests/analysis/statistics/coverage.hpp"

namespace bacelab {
namespace {

constexpr Direction smaller = Direction::smaller_is_better;
constexpr Direction larger = Direction::larger_is_better;

}  // namespace

TEST_CASE("p-values of dominance are those of numpy on the same resamples",
          "[statistics][reference]") {
  int answered = 0;
  for (const auto& answers : reference::answers("answers")) {
    if (answers.a().size() < 30) continue;
    INFO(answers.expected.name);
    ++answered;
    const Dominance found = dominance(answers.a(), answers.b(), smaller, answers.bootstrap());
    CHECK(found.of_policy.value() == Approx(answers.expected.list("dominance")[0]));
    CHECK(found.of_baseline.value() == Approx(answers.expected.list("dominance")[1]));
  }
  CHECK(answered >= 4);
}

TEST_CASE("a policy that is always better dominates, in either direction", "[statistics]") {
  coverage::Worlds worlds(3, 200);
  worlds.draw();
  std::vector<double> worse = worlds.a;
  for (double& value : worse) value += 1.0;
  const Dominance by_cost = dominance(worlds.a, worse, smaller, {199, 1});
  CHECK(by_cost.of_policy.value() == 1.0);
  CHECK(by_cost.of_baseline.value() < 0.01);
  CHECK(verdict_of(by_cost, 0.05) == DominanceVerdict::policy);
  CHECK(verdict_of(dominance(worlds.a, worse, larger, {199, 1}), 0.05) ==
        DominanceVerdict::baseline);
}

TEST_CASE("distribution functions that cross dominate neither way", "[statistics]") {
  std::vector<double> narrow;
  std::vector<double> wide;
  for (int i = 0; i < 200; ++i) {
    narrow.push_back(50.0 + i / 200.0);
    wide.push_back(i / 2.0);
  }
  CHECK(verdict_of(dominance(narrow, wide, smaller, {199, 1}), 0.05) == DominanceVerdict::neither);
}

TEST_CASE("equal policies are undecided", "[statistics]") {
  const std::vector<double> same(40, 2.0);
  const Dominance found = dominance(same, same, smaller, {199, 1});
  CHECK(found.of_policy.value() == 1.0);
  CHECK(found.of_baseline.value() == 1.0);
  CHECK(verdict_of(found, 0.05) == DominanceVerdict::undecided);
}

TEST_CASE("equal laws are rarely taken for different ones", "[statistics][coverage]") {
  coverage::Worlds worlds(9, 60);
  coverage::Worlds others(10, 60);
  constexpr int experiments = 400;
  int rejected = 0;
  for (int i = 0; i < experiments; ++i) {
    worlds.draw();
    others.draw();
    rejected += dominance(worlds.a, others.a, smaller, {199, 1}).of_policy.value() < 0.05;
  }
  // 5 % and four standard deviations.
  CHECK(rejected < 0.094 * experiments);
  CHECK(rejected > 0.006 * experiments);
}

TEST_CASE("of few worlds dominance is not tested", "[statistics]") {
  const std::vector<double> few(29, 1.0);
  const Dominance found = dominance(few, few, smaller, {199, 1});
  CHECK(found.of_policy.reason() == "29 worlds are too few for a test of dominance; 30 are needed");
  CHECK_FALSE(found.of_baseline.has_value());
  CHECK_THROWS_AS(dominance(few, std::vector{1.0}, smaller, {199, 1}), std::invalid_argument);
}

}  // namespace bacelab
