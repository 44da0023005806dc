#include "experiments/box/study_box.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "core/errors.hpp"

namespace bacelab {
namespace {

using Boxes = std::vector<WorldBox>;

StudyBox any_box() {
  return {*rc::gen::inRange<std::size_t>(1, 7), *rc::gen::inRange<std::size_t>(1, 7),
          *rc::gen::inRange<std::size_t>(1, 5)};
}

WorldRange any_range(const StudyBox& box) {
  const auto first = *rc::gen::inRange<std::size_t>(0, box.worlds() + 1);
  return {first, *rc::gen::inRange<std::size_t>(0, box.worlds() - first + 1)};
}

/// The places of worlds in their order, found by counting.
std::vector<WorldPlace> places(const StudyBox& box) {
  std::vector<WorldPlace> all;
  for (std::size_t point = 0; point < box.points(); ++point) {
    for (std::size_t replication = 0; replication < box.replications(); ++replication) {
      all.push_back({PointIndex(point), ReplicationIndex(replication)});
    }
  }
  return all;
}

}  // namespace

TEST_CASE("study box: worlds are numbered point by point", "[box]") {
  const StudyBox box = {3, 10, 2};
  CHECK(box.worlds() == 30);
  CHECK(box.runs() == 60);
  CHECK(box.runs_of(7) == 14);
  CHECK(box.world({PointIndex(2), ReplicationIndex(4)}) == WorldIndex(24));
  CHECK(box.place(WorldIndex(24)) == WorldPlace{PointIndex(2), ReplicationIndex(4)});
  CHECK(box.run(24, PolicyIndex(1)) == 49);
  CHECK(box.all() == WorldRange{0, 30});
  CHECK(box.worlds_of(PointIndex(2)) == WorldRange{20, 10});
  CHECK(box.worlds_of(PointIndex(2), 3) == WorldRange{20, 3});
}

TEST_CASE("study box: there may be more worlds than 32 bits count", "[box]") {
  const StudyBox box = {70000, 4294967295U, 1};
  const WorldPlace last = {PointIndex(69999), ReplicationIndex(4294967294U)};
  CHECK(box.world(last).value() == box.worlds() - 1);
  CHECK(box.place(box.world(last)) == last);
  CHECK(box.worlds_of(PointIndex(69999)).end() == box.worlds());
}

TEST_CASE("study box: each number has its place and each place its number", "[box][property]") {
  rc::prop("any box", [] {
    const StudyBox box = any_box();
    const auto all = places(box);
    RC_ASSERT(all.size() == box.worlds());
    std::size_t run = 0;
    for (std::size_t world = 0; world < all.size(); ++world) {
      RC_ASSERT(box.place(WorldIndex(world)) == all[world]);
      RC_ASSERT(box.world(all[world]) == WorldIndex(world));
      RC_ASSERT(box.worlds_of(all[world].point).contains(world));
      for (std::size_t policy = 0; policy < box.policies(); ++policy) {
        RC_ASSERT(box.run(world, PolicyIndex(policy)) == run++);
      }
    }
    RC_ASSERT(run == box.runs());
  });
}

TEST_CASE("study box: points follow each other", "[box][property]") {
  rc::prop("any box", [] {
    const StudyBox box = any_box();
    std::size_t next = 0;
    for (std::size_t point = 0; point < box.points(); ++point) {
      const WorldRange worlds = box.worlds_of(PointIndex(point));
      RC_ASSERT(worlds.first == next);
      next = worlds.end();
    }
    RC_ASSERT(next == box.worlds());
  });
}

TEST_CASE("study box: a range is at most three boxes of worlds", "[box]") {
  const StudyBox study = {4, 10, 2};
  CHECK(study.boxes_of({12, 3}) == Boxes{{1, 1, 2, 3}});
  CHECK(study.boxes_of({10, 30}) == Boxes{{1, 3, 0, 10}});
  CHECK(study.boxes_of({7, 25}) == Boxes{{0, 1, 7, 3}, {1, 2, 0, 10}, {3, 1, 0, 2}});
  CHECK(study.boxes_of({7, 0}).empty());
}

TEST_CASE("study box: boxes have the worlds of their range once and in order", "[box][property]") {
  rc::prop("any range", [] {
    const StudyBox study = any_box();
    const WorldRange range = any_range(study);
    const Boxes boxes = study.boxes_of(range);
    RC_ASSERT(boxes.size() <= 3U);
    std::size_t next = range.first;
    for (const WorldBox& box : boxes) {
      RC_ASSERT((box.points == 1 || box.replications == study.replications()));
      RC_ASSERT(study.worlds_of(box) == (WorldRange{next, box.world_count()}));
      for (std::size_t row = 0; row < box.world_count(); ++row) {
        RC_ASSERT(box.place(row) == study.place(WorldIndex(next++)));
        RC_ASSERT(box.row(box.place(row)) == row);
      }
    }
    RC_ASSERT(next == range.end());
  });
}

TEST_CASE("study box: a world keeps its place when there are more replications",
          "[box][property]") {
  rc::prop("any box, and one of the same points with more replications", [] {
    const StudyBox there = any_box();
    const StudyBox here = {there.points(),
                           there.replications() + *rc::gen::inRange<std::size_t>(0, 4),
                           there.policies()};
    const WorldRange range = any_range(there);
    std::size_t next = range.first;
    for (const RenumberedWorlds& part : here.renumbered(range, there)) {
      RC_ASSERT(part.there.first == next);
      RC_ASSERT(part.here().count == part.there.count);
      for (std::size_t i = 0; i < part.there.count; ++i) {
        RC_ASSERT(here.place(WorldIndex(part.here().first + i)) == there.place(WorldIndex(next++)));
      }
    }
    RC_ASSERT(next == range.end());
  });
}

TEST_CASE("study box: worlds are renumbered in as few parts as possible", "[box]") {
  using Parts = std::vector<RenumberedWorlds>;
  const StudyBox there = {3, 4, 2};
  CHECK(there.renumbered({1, 9}, there) == Parts{{{1, 9}, 1}});
  CHECK(StudyBox(3, 10, 2).renumbered({1, 9}, there) ==
        Parts{{{1, 3}, 1}, {{4, 4}, 10}, {{8, 2}, 20}});
  CHECK_THROWS_AS(there.renumbered({0, 1}, StudyBox(3, 5, 2)), std::invalid_argument);
}

TEST_CASE("shard: together they have every world once, and as many each", "[output]") {
  rc::prop("any number of shards and worlds", [] {
    const auto shards = *rc::gen::inRange<std::size_t>(1, 40);
    const StudyBox box = any_box();
    std::size_t next = 0;
    for (std::size_t number = 1; number <= shards; ++number) {
      const WorldRange part = box.worlds_of(Shard{number, shards});
      RC_ASSERT(part.first == next);
      RC_ASSERT(part.count - box.worlds() / shards <= 1U);
      next = part.end();
    }
    RC_ASSERT(next == box.worlds());
  });
}

TEST_CASE("shard: the first ones have one world more", "[output]") {
  const StudyBox ten = {2, 5, 1};
  CHECK(ten.worlds_of(Shard{1, 3}) == WorldRange{0, 4});
  CHECK(ten.worlds_of(Shard{2, 3}) == WorldRange{4, 3});
  CHECK(ten.worlds_of(Shard{3, 3}) == WorldRange{7, 3});
  CHECK(ten.worlds_of(Shard{1, 1}) == WorldRange{0, 10});
  CHECK(StudyBox(1, 2, 1).worlds_of(Shard{3, 3}).count == 0);
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

}  // namespace bacelab
