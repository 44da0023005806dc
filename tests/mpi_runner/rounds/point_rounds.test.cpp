#include "mpi_runner/rounds/point_rounds.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>

#include "tests/mpi_runner/rounds/made_up_rule.hpp"

namespace bacelab {
namespace {

using testing::DroppingRule;
using testing::SumRule;

void add(PointRounds& rounds, std::size_t replication, double value = 1.0) {
  rounds.add(replication, std::array{value});
}

TEST_CASE("point rounds: it never ends before the first look, nor between two", "[rounds]") {
  const SumRule rule(31);
  PointRounds rounds(rule, 1000);
  CHECK(rounds.next_look() == 30);
  for (std::size_t i = 0; i < 30; ++i) add(rounds, i);
  REQUIRE(rounds.is_open());
  CHECK(rounds.next_look() == 40);
  for (std::size_t i = 30; i < 39; ++i) add(rounds, i);
  REQUIRE(rounds.is_open());
  add(rounds, 39);
  REQUIRE_FALSE(rounds.is_open());
  // At 30, when it was not yet enough, comparison 0 was the widest.
  CHECK(rounds.outcome() ==
        PointPrecision{40, StopReason::precision_reached, "at odd tens", -9.0, {}});
}

TEST_CASE("point rounds: a point that is precise at the first look ends there", "[rounds]") {
  const SumRule rule(0);
  PointRounds rounds(rule, 1000);
  for (std::size_t i = 0; i < 29; ++i) add(rounds, i);
  CHECK(rounds.is_open());
  add(rounds, 29);
  CHECK(rounds.outcome()->replications == 30);
}

TEST_CASE("point rounds: the maximum is the end, also between two looks", "[rounds]") {
  const SumRule rule(1e9);
  PointRounds rounds(rule, 45);
  for (std::size_t i = 0; i < 44; ++i) add(rounds, i);
  CHECK(rounds.is_open());
  CHECK(rounds.next_look() == 45);
  add(rounds, 44);
  CHECK(rounds.outcome()->reason == StopReason::maximum_reached);
  CHECK(rounds.outcome()->replications == 45);
}

TEST_CASE("point rounds: the order in which worlds come doesn't matter", "[rounds][property]") {
  rc::prop("for any order, with worlds that come twice", [] {
    const auto seed = *rc::gen::inRange(0U, 100000U);
    const auto enough = *rc::gen::inRange(0, 150);
    const SumRule rule(enough, 70);
    std::vector<std::size_t> order(200);
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto value = [](std::size_t i) { return i % 3 == 0 ? 0.0 : 1.0; };
    PointRounds in_order(rule, 150);
    for (const std::size_t i : order) add(in_order, i, value(i));
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    PointRounds rounds(rule, 150);
    for (const std::size_t i : order) {
      add(rounds, i, value(i));
      add(rounds, i, value(i));
    }
    RC_ASSERT(rounds.outcome() == in_order.outcome());
  });
}

TEST_CASE("point rounds: what the rule expects is worthwhile, in part", "[rounds]") {
  const SumRule rule(1e9, 200);
  PointRounds rounds(rule, 1000);
  CHECK(rounds.worthwhile() == 30);
  for (std::size_t i = 0; i < 30; ++i) add(rounds, i);
  CHECK(rounds.worthwhile() == 160);
  CHECK(rounds.next_look() == 40);
}

TEST_CASE("point rounds: policies that a rule drops are left out from the look on", "[rounds]") {
  const DroppingRule rule(20, 35);
  PointRounds rounds(rule, 100);
  for (std::size_t i = 0; i < 20; ++i) {
    CHECK(rounds.left_out().empty());
    rounds.add(i, std::array{1.0, 1.0});
  }
  CHECK(rounds.left_out() == LeftOut{1});
  for (std::size_t i = 20; i < 40; ++i) rounds.add(i, std::array{1.0, run_absent});
  REQUIRE(rounds.outcome());
  CHECK(rounds.outcome()->replications == 40);
  CHECK(rounds.outcome()->reason == StopReason::best_selected);
  CHECK(rounds.outcome()->selection->policies[1].replications == 20);
}

TEST_CASE("point rounds: a world without a run that is needed is asked for again, and waited for",
          "[rounds]") {
  const DroppingRule rule(20, 35);
  PointRounds rounds(rule, 100);
  // As of an execution with another target, which dropped the policy after 10.
  for (std::size_t i = 0; i < 30; ++i) rounds.add(i, std::array{1.0, i < 10 ? 1.0 : run_absent});
  // Those after the next look may do as they are.
  const std::vector<std::size_t> lacking = rounds.take_lacking();
  std::vector<std::size_t> expected(10);
  std::iota(expected.begin(), expected.end(), std::size_t{10});
  CHECK(lacking == expected);
  CHECK(rounds.take_lacking().empty());
  for (const std::size_t i : lacking) rounds.add(i, std::array{1.0, 1.0});
  CHECK(rounds.take_lacking().empty());
  CHECK(rounds.next_look() == 40);
  CHECK(rounds.left_out() == LeftOut{1});
}

}  // namespace
}  // namespace bacelab
