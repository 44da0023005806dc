#include "experiments/box/world_set.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <set>
#include <vector>

namespace bacelab {
namespace {

constexpr std::size_t most_worlds = 40;

WorldRange any_range() {
  return {*rc::gen::inRange<std::size_t>(0, most_worlds), *rc::gen::inRange<std::size_t>(0, 12)};
}

/// The worlds of ranges, which must be in order, not empty, and not touch each other.
std::vector<std::size_t> worlds_of(const std::vector<WorldRange>& ranges) {
  std::vector<std::size_t> worlds;
  for (const WorldRange& range : ranges) {
    RC_ASSERT(range.count > 0U);
    RC_ASSERT((worlds.empty() || range.first > worlds.back() + 1));
    for (std::size_t i = 0; i < range.count; ++i) worlds.push_back(range.first + i);
  }
  return worlds;
}

}  // namespace

TEST_CASE("world set: it is the set of all worlds that were inserted", "[sharing]") {
  rc::prop("any ranges", [] {
    WorldSet set;
    std::set<std::size_t> expected;
    const auto inserts = *rc::gen::inRange(0, 12);
    for (int i = 0; i < inserts; ++i) {
      const WorldRange range = any_range();
      set.insert(range);
      for (std::size_t world = range.first; world < range.end(); ++world) expected.insert(world);
      RC_ASSERT(set.count() == expected.size());
    }
    for (std::size_t world = 0; world < most_worlds + 12; ++world) {
      RC_ASSERT(set.contains(world) == expected.contains(world));
    }
    const WorldRange range = any_range();
    std::vector<std::size_t> inside;
    std::vector<std::size_t> missing;
    for (std::size_t world = range.first; world < range.end(); ++world) {
      (expected.contains(world) ? inside : missing).push_back(world);
    }
    RC_ASSERT(worlds_of(set.within(range)) == inside);
    RC_ASSERT(worlds_of(set.missing_from(range)) == missing);
  });
}

TEST_CASE("world set: ranges that touch become one", "[sharing]") {
  WorldSet set;
  set.insert({0, 5});
  set.insert({10, 5});
  CHECK(set.within({0, 20}) == std::vector<WorldRange>{{0, 5}, {10, 5}});
  set.insert({5, 5});
  CHECK(set.within({0, 20}) == std::vector<WorldRange>{{0, 15}});
  CHECK(set.count() == 15);
}

TEST_CASE("world set: an empty one lacks everything", "[sharing]") {
  const WorldSet set;
  CHECK(set.count() == 0);
  CHECK_FALSE(set.contains(0));
  CHECK(set.within({0, 100}).empty());
  CHECK(set.missing_from({3, 4}) == std::vector<WorldRange>{{3, 4}});
  CHECK(set.missing_from({3, 0}).empty());
}

TEST_CASE("world set: ranges are counted by their worlds", "[sharing]") {
  using Ranges = std::vector<WorldRange>;
  CHECK(world_count(Ranges{}) == 0);
  CHECK(world_count(Ranges{{3, 4}, {10, 1}}) == 5);
}

TEST_CASE("world set: ranges are cut into parts that are small enough", "[sharing]") {
  using Ranges = std::vector<WorldRange>;
  CHECK(cut({{0, 10}, {20, 4}}, 4) == Ranges{{0, 4}, {4, 4}, {8, 2}, {20, 4}});
  CHECK(cut({{3, 1}}, 1000) == Ranges{{3, 1}});
  CHECK(cut({}, 7).empty());
}

}  // namespace bacelab
