#include "mpi_runner/rounds/round_queue.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <deque>
#include <stdexcept>

#include "tests/mpi_runner/rounds/made_up_rule.hpp"

namespace bacelab {
namespace {

using testing::DroppingRule;
using testing::SumRule;

/// Point p needs about 40 p worlds.
double value_of(std::size_t world, std::size_t replications) {
  const std::size_t point = world / replications;
  return 100.0 / static_cast<double>(1 + 40 * point);
}

WorldValues seen(const WorldRange& range, std::size_t replications) {
  WorldValues observations = {range, {}};
  for (std::size_t i = 0; i < range.count; ++i) {
    observations.values.push_back(value_of(range.first + i, replications));
  }
  return observations;
}

/// Works a queue off as so many ranks do that each finish `lag` blocks late; the worlds that were
/// handed out.
WorldSet work_off(RoundQueue& queue, std::size_t lag, std::size_t replications) {
  WorldSet done;
  std::deque<WorldRange> in_work;
  while (!queue.empty() || !in_work.empty()) {
    const WorldRange range = queue.take().worlds;
    if (range.count > 0) {
      REQUIRE(done.within(range).empty());  // nothing twice
      done.insert(range);
      in_work.push_back(range);
    }
    if (in_work.size() > lag || range.count == 0) {
      if (in_work.empty()) break;
      queue.add(seen(in_work.front(), replications));
      in_work.pop_front();
    }
  }
  return done;
}

}  // namespace

TEST_CASE("round queue: every point ends where its rule says", "[rounds]") {
  const SumRule rule(100);
  RoundQueue queue({4, 100, 2}, {1, 1}, rule, {});
  work_off(queue, 0, 100);
  REQUIRE(queue.is_decided());
  const PrecisionOutcome outcome = queue.outcome();
  CHECK(outcome[0].replications == 30);
  CHECK(outcome[1].replications == 50);  // 41 would do
  CHECK(outcome[2].replications == 90);  // 81 would do
  CHECK(outcome[3].replications == 100);
  CHECK(outcome[3].reason == StopReason::maximum_reached);
  CHECK(queue.wanted().within({0, 400}) ==
        std::vector<WorldRange>{{0, 30}, {100, 50}, {200, 90}, {300, 100}});
}

TEST_CASE("round queue: alone, a rank computes nothing in vain", "[rounds]") {
  const SumRule rule(100);
  RoundQueue queue({4, 100, 2}, {1, 1}, rule, {});
  const WorldSet done = work_off(queue, 0, 100);
  CHECK(done.count() == queue.wanted().count());
}

TEST_CASE("round queue: how late worlds come, and who computes them, changes no end",
          "[rounds][property]") {
  const SumRule plain(100);
  RoundQueue alone({4, 100, 2}, {1, 1}, plain, {});
  work_off(alone, 0, 100);
  rc::prop("for any ranks, threads, delays and expectations", [&] {
    const SumRule rule(100, *rc::gen::inRange(0, 120));
    const auto workers = *rc::gen::inRange<std::size_t>(1, 20);
    const auto threads = *rc::gen::inRange<std::size_t>(1, 40);
    RoundQueue queue({4, 100, 2}, {workers, threads}, rule, {});
    const WorldSet done = work_off(queue, *rc::gen::inRange<std::size_t>(0, 30), 100);
    RC_ASSERT(queue.is_decided());
    RC_ASSERT(queue.outcome() == alone.outcome());
    for (const WorldRange& range : queue.wanted().within({0, 400})) {
      RC_ASSERT(done.missing_from(range).empty());
    }
  });
}

TEST_CASE("round queue: what was found is not computed again", "[rounds]") {
  const SumRule rule(100);
  WorldSet found;
  found.insert({0, 35});
  found.insert({110, 20});
  RoundQueue queue({2, 100, 2}, {1, 1}, rule, found);
  for (const WorldRange& range : found.within({0, 200})) queue.add(seen(range, 100));
  const WorldSet done = work_off(queue, 0, 100);
  CHECK(done.within({0, 35}).empty());
  CHECK(done.within({110, 20}).empty());
  CHECK(queue.outcome()[0].replications == 30);
  CHECK(queue.outcome()[1].replications == 50);
}

TEST_CASE("round queue: closed, it hands out nothing, and its points are open", "[rounds]") {
  const SumRule rule(100);
  RoundQueue queue({2, 100, 2}, {1, 1}, rule, {});
  queue.close();
  CHECK(queue.empty());
  CHECK(queue.take().worlds.count == 0);
  CHECK_FALSE(queue.is_decided());
  CHECK(queue.wanted().count() == 0);
  CHECK_THROWS_AS(queue.outcome(), std::logic_error);
}

TEST_CASE("round queue: a rank that asks early gets what may be needed", "[rounds]") {
  const SumRule rule(1e9);
  RoundQueue queue({1, 60, 2}, {1, 4}, rule, {});
  std::size_t handed_out = 0;
  while (handed_out < 30) handed_out += queue.take().worlds.count;
  CHECK(queue.take().worlds == WorldRange{30, 4});
}

TEST_CASE("round queue: what may be needed is of the point that has the least of it", "[rounds]") {
  const SumRule rule(1e9);
  RoundQueue queue({2, 60, 2}, {1, 4}, rule, {});
  std::size_t handed_out = 0;
  while (handed_out < 60) handed_out += queue.take().worlds.count;
  CHECK(queue.take().worlds == WorldRange{30, 4});
  CHECK(queue.take().worlds == WorldRange{60 + 30, 4});
  CHECK(queue.take().worlds == WorldRange{34, 4});
  CHECK(queue.take().worlds == WorldRange{60 + 34, 4});
}

TEST_CASE("round queue: dropped policies are left out of the work", "[rounds]") {
  const DroppingRule rule(20, 40);
  RoundQueue queue({2, 100, 2}, {1, 1}, rule, {});
  std::size_t without = 0;
  while (!queue.is_decided()) {
    const Work work = queue.take();
    REQUIRE(work.worlds.count > 0);
    if (!work.left_out.empty()) without += work.worlds.count;
    WorldValues values = {work.worlds, {}};
    for (std::size_t i = 0; i < work.worlds.count; ++i) {
      values.values.push_back(1.0);
      values.values.push_back(work.left_out.empty() ? 1.0 : run_absent);
    }
    queue.add(values);
  }
  CHECK(without == 2 * 20);
}

TEST_CASE("round queue: worlds that were found without a needed run are computed again, whole",
          "[rounds]") {
  const DroppingRule rule(20, 40);
  WorldSet found;
  found.insert({0, 100});
  RoundQueue queue({1, 100, 2}, {1, 1}, rule, found);
  WorldValues values = {{0, 100}, {}};
  for (std::size_t i = 0; i < 100; ++i) {
    values.values.push_back(1.0);
    values.values.push_back(i < 5 ? 1.0 : run_absent);
  }
  queue.add(values);
  CHECK_FALSE(queue.empty());
  CHECK(queue.take() == Work{{5, 15}});
  CHECK(queue.empty());
  CHECK(queue.may_grow());
  values = {{5, 15}, std::vector<double>(30, 1.0)};
  queue.add(values);
  CHECK(queue.is_decided());
  CHECK_FALSE(queue.may_grow());
}

}  // namespace bacelab
