#include "mpi_runner/rounds/target_queue.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <deque>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

namespace bacelab {
namespace {

/// Wants two worlds of the first point; of each later one, twice as many as the sum of what the one
/// before has shown says, at most 20.
class ChainRule final : public StudyRule {
 public:
  explicit ChainRule(std::size_t points) : targets_(points, 0), sums_(points, 0.0) {
    targets_[0] = 2;
  }
  [[nodiscard]] const std::vector<std::size_t>& targets() const override { return targets_; }
  [[nodiscard]] std::size_t most_worlds() const override { return 20 * targets_.size(); }
  void add(std::size_t point, std::span<const double> values) override {
    sums_[point] = 0.5 * sums_[point] + values[0];  // depends on the order
  }
  bool advance() override {
    if (++open_ == targets_.size()) return false;
    targets_[open_] = std::min<std::size_t>(20, 2 + static_cast<std::size_t>(sums_[open_ - 1]));
    return true;
  }
  [[nodiscard]] PrecisionOutcome outcome() const override {
    PrecisionOutcome outcome;
    for (const std::size_t target : targets_) {
      outcome.push_back({static_cast<std::int64_t>(target), StopReason::side_known, "", 0.0});
    }
    return outcome;
  }

 private:
  std::vector<std::size_t> targets_;
  std::vector<double> sums_;
  std::size_t open_ = 0;
};

TargetQueue queue_of(std::size_t points, const Workers& workers = {}, const WorldSet& found = {}) {
  return {{points, 20, 2}, workers, std::make_unique<ChainRule>(points), found};
}

WorldValues seen(const WorldRange& range) {
  WorldValues observations = {range, {}};
  for (std::size_t i = range.first; i < range.end(); ++i) {
    observations.values.push_back(static_cast<double>(i * 7 % 5));
  }
  return observations;
}

/// Works a queue off in any order of finishing; the worlds that were handed out.
WorldSet work_off(TargetQueue& queue, std::size_t lag, std::uint32_t seed = 1) {
  std::mt19937 source(seed);
  WorldSet done;
  std::deque<WorldRange> in_work;
  while (!queue.empty() || !in_work.empty()) {
    if (!queue.empty() && in_work.size() <= lag) {
      const WorldRange range = queue.take().worlds;
      REQUIRE(range.count > 0);
      REQUIRE(done.within(range).empty());  // nothing twice
      done.insert(range);
      in_work.push_back(range);
      continue;
    }
    std::swap(in_work.front(), in_work[source() % in_work.size()]);
    queue.add(seen(in_work.front()));
    in_work.pop_front();
  }
  return done;
}

TEST_CASE("target queue: what is wanted next depends on what was seen, not on when", "[rounds]") {
  TargetQueue alone = queue_of(6);
  const WorldSet done = work_off(alone, 0);
  CHECK(done.count() == alone.wanted().count());
  REQUIRE(alone.is_decided());
  CHECK_FALSE(alone.may_grow());
  rc::prop("for any ranks, threads and order of finishing", [&] {
    const auto ranks = *rc::gen::inRange<std::size_t>(1, 9);
    const auto threads = *rc::gen::inRange<std::size_t>(1, 9);
    TargetQueue queue = queue_of(6, {ranks, threads});
    work_off(queue, *rc::gen::inRange<std::size_t>(0, 9), *rc::gen::arbitrary<std::uint32_t>());
    RC_ASSERT(queue.is_decided());
    RC_ASSERT(queue.outcome() == alone.outcome());
  });
}

TEST_CASE("target queue: what was found is not computed again, and may be all", "[rounds]") {
  TargetQueue alone = queue_of(3);
  work_off(alone, 0);
  WorldSet found;
  found.insert({0, 60});
  TargetQueue all = queue_of(3, {}, found);
  CHECK(all.empty());
  CHECK_FALSE(all.is_decided());
  all.add(seen({0, 60}));
  CHECK(all.is_decided());
  CHECK(all.outcome() == alone.outcome());

  WorldSet some;
  some.insert({1, 1});
  some.insert({20, 3});
  TargetQueue rest = queue_of(3, {}, some);
  rest.add(seen({1, 1}));
  rest.add(seen({20, 3}));
  const WorldSet done = work_off(rest, 2);
  CHECK(done.within({1, 1}).empty());
  CHECK(done.within({20, 3}).empty());
  CHECK(rest.outcome() == alone.outcome());
}

TEST_CASE("target queue: closed, it hands out nothing, and is not decided", "[rounds]") {
  TargetQueue queue = queue_of(2);
  queue.close();
  CHECK(queue.empty());
  CHECK(queue.take().worlds.count == 0);
  CHECK_FALSE(queue.may_grow());
  CHECK_THROWS_AS(queue.outcome(), std::logic_error);
}

}  // namespace
}  // namespace bacelab
