#include "experiments/box/world_set.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <set>
#include <vector>

#include "core/errors.hpp"

namespace bacelab {
namespace {

TEST_CASE("world boxes: a range within a point is one box", "[results]") {
  CHECK(world_boxes(12, 3, 10) == std::vector<WorldBox>{{1, 1, 2, 3}});
}

TEST_CASE("world boxes: whole points are one box", "[results]") {
  CHECK(world_boxes(10, 30, 10) == std::vector<WorldBox>{{1, 3, 0, 10}});
}

TEST_CASE("world boxes: a rest, whole points and a beginning are three boxes", "[results]") {
  CHECK(world_boxes(7, 25, 10) == std::vector<WorldBox>{{0, 1, 7, 3}, {1, 2, 0, 10}, {3, 1, 0, 2}});
}

TEST_CASE("world boxes: no worlds, no boxes", "[results]") { CHECK(world_boxes(7, 0, 10).empty()); }

TEST_CASE("world boxes: every range is covered once and in order", "[results]") {
  for (std::size_t first = 0; first < 9; ++first) {
    for (std::size_t count = 0; count < 20; ++count) {
      std::size_t next = first;
      for (const WorldBox& box : world_boxes(first, count, 4)) {
        CHECK(box.first_point * 4 + box.first_replication == next);
        CHECK((box.points == 1 || box.replications == 4));
        next += box.world_count();
      }
      CHECK(next == first + count);
    }
  }
}

}  // namespace

TEST_CASE("shard: together they have every world once, and as many each", "[output]") {
  rc::prop("any number of shards and worlds", [] {
    const auto shards = *rc::gen::inRange<std::size_t>(1, 40);
    const auto worlds = *rc::gen::inRange<std::size_t>(0, 1000);
    std::size_t next = 0;
    for (std::size_t number = 1; number <= shards; ++number) {
      const WorldRange part = part_of({number, shards}, worlds);
      RC_ASSERT(part.first == next);
      RC_ASSERT(part.count - worlds / shards <= 1U);
      next = part.end();
    }
    RC_ASSERT(next == worlds);
  });
}

TEST_CASE("shard: the first ones have one world more", "[output]") {
  CHECK(part_of({1, 3}, 10) == WorldRange{0, 4});
  CHECK(part_of({2, 3}, 10) == WorldRange{4, 3});
  CHECK(part_of({3, 3}, 10) == WorldRange{7, 3});
  CHECK(part_of({1, 1}, 10) == WorldRange{0, 10});
  CHECK(part_of({3, 3}, 2).count == 0);
}

TEST_CASE("shard: it is written as it is read", "[output]") {
  CHECK(parse_shard("2/8") == Shard{2, 8});
  CHECK(parse_shard("1/1") == Shard{});
  CHECK(parse_shard("1000000/1000000") == Shard{1000000, 1000000});
  CHECK(text_of(Shard{2, 8}) == "2/8");
}

TEST_CASE("shard: anything else is refused", "[output]") {
  for (const char* text :
       {"", "/", "2", "2/", "/8", "0/8", "9/8", "1/0", "0/0", "-1/8", "1/-8", "1.5/8", "1/8/8",
        " 1/8", "1/8 ", "+1/8", "a/b", "1/1000001", "99999999999999999999/99999999999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_shard(text), InputError);
  }
  CHECK_THROWS_WITH(parse_shard("9/8"), Catch::Contains("--shard 9/8") && Catch::Contains("I/N"));
}

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

}  // namespace bacelab
