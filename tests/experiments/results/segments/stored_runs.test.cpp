#include "experiments/results/segments/stored_runs.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <set>
#include <string>
#include <utility>

#include "experiments/box/run_block.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/segments/sample_segments.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

using Worlds = std::set<std::size_t>;

StudyBox box_of(std::size_t replications) { return {4, replications, made_up_shape.policies}; }

/// Block by block in order, every world with the results of its point and replication.
Worlds worlds_of(const StoredRuns& runs, std::size_t replications) {
  Worlds worlds;
  runs.for_each([&](const RunBlock& block) {
    const WorldRange range = block.worlds;
    RC_ASSERT(range.count > 0U);
    RC_ASSERT((worlds.empty() || range.first > *worlds.rbegin()));
    RC_ASSERT(same(block, made_up(range, replications)));
    for (std::size_t world = range.first; world < range.end(); ++world) worlds.insert(world);
  });
  return worlds;
}

/// Adds a segment of some blocks, and notes its worlds by the numbers that they have now.
void add_any_segment(const std::filesystem::path& path, std::size_t replications, StoredRuns& runs,
                     Worlds& expected) {
  const auto there = *rc::gen::inRange<std::size_t>(1, replications + 1);
  const std::size_t worlds = 4 * there;
  std::vector<WorldRange> blocks;
  for (auto count = *rc::gen::inRange(0, 4); count > 0; --count) {
    const auto first = *rc::gen::inRange<std::size_t>(0, worlds);
    blocks.push_back({first, *rc::gen::inRange<std::size_t>(1, worlds - first + 1)});
    for (std::size_t world = first; world < blocks.back().end(); ++world) {
      expected.insert(world / there * replications + world % there);
    }
  }
  runs.add(write_made_up(path, blocks, there), box_of(there));
}

}  // namespace

TEST_CASE("stored runs: worlds keep their results when there are more replications", "[segments]") {
  const sample::ScratchDirectory directory;
  rc::prop("any segments of any studies that are no larger", [&] {
    const auto replications = *rc::gen::inRange<std::size_t>(1, 7);
    StoredRuns runs(box_of(replications));
    Worlds expected;
    const auto segments = *rc::gen::inRange<std::size_t>(0, 4);
    for (std::size_t i = 0; i < segments; ++i) {
      add_any_segment(directory / std::to_string(i), replications, runs, expected);
    }
    RC_ASSERT(runs.segments() == segments);
    RC_ASSERT(runs.worlds().count() == expected.size());
    for (const std::size_t world : expected) RC_ASSERT(runs.worlds().contains(world));
    RC_ASSERT(worlds_of(runs, replications) == expected);
  });
}

TEST_CASE("stored runs: under the same numbers a block is given whole", "[segments]") {
  const sample::ScratchDirectory directory;
  StoredRuns runs(box_of(5));
  runs.add(write_made_up(directory / "a", {{3, 9}}), box_of(5));
  std::size_t blocks = 0;
  runs.for_each([&](const RunBlock& block) {
    ++blocks;
    CHECK(same(block, made_up({3, 9}, 5)));
  });
  CHECK(blocks == 1);
}

TEST_CASE("stored runs: a world that is there already is left out", "[segments]") {
  const sample::ScratchDirectory directory;
  StoredRuns runs(box_of(5));
  runs.add(write_made_up(directory / "a", {{0, 4}, {8, 4}}), box_of(5));
  runs.add(write_made_up(directory / "b", {{2, 8}, {0, 1}}), box_of(5));
  CHECK(runs.segments() == 2);
  CHECK(runs.worlds().within({0, 15}) == std::vector<WorldRange>{{0, 12}});
  std::vector<WorldRange> parts;
  runs.for_each([&](const RunBlock& block) { parts.push_back(block.worlds); });
  CHECK(parts == std::vector<WorldRange>{{0, 4}, {4, 4}, {8, 4}});
}

TEST_CASE("stored runs: of two results of a world the first is kept", "[segments]") {
  const sample::ScratchDirectory directory;
  StoredRuns runs(box_of(5));
  runs.add(write_made_up(directory / "a", {{0, 2}}), box_of(5));
  SegmentContent other = made_up_content({{0, 2}});
  RunBlock changed = made_up({0, 2}, 5);
  changed.metrics[0] = -1.0;
  other.blocks[0] = pack(changed);
  other.header.blocks[0].hash = hash_of(other.blocks[0]);
  write_segment(directory / "b", other, directory / "b");
  runs.add(open_segment(directory / "b").file, box_of(5));
  runs.for_each([&](const RunBlock& block) { CHECK(same(block, made_up({0, 2}, 5))); });
}

TEST_CASE("stored runs: a segment that was damaged meanwhile is not given", "[segments]") {
  const sample::ScratchDirectory directory;
  StoredRuns runs(box_of(5));
  runs.add(write_made_up(directory / "a", {{0, 2}}), box_of(5));
  std::fstream file(directory / "a", std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(-1, std::ios::end);
  file.put('!');
  file.flush();
  CHECK_THROWS_AS(runs.for_each([](const RunBlock&) {}), DamagedSegment);
}

TEST_CASE("stored runs: empty without segments", "[segments]") {
  const StoredRuns runs(box_of(5));
  CHECK(runs.worlds().count() == 0);
  runs.for_each([](const RunBlock&) { FAIL("there is no block"); });
}

namespace {

/// A segment of one block in whose worlds the second policy did not run.
SegmentFile write_parts(const std::filesystem::path& path, const WorldRange& worlds) {
  RunBlock block = made_up(worlds, 5);
  for (std::size_t row = 0; row < worlds.count; ++row) block.remove(row, 1);
  SegmentContent content = {sample_header(), {}};
  auto bytes = pack(block);
  content.header.blocks.push_back({worlds, bytes.size(), hash_of(bytes), is_whole(block)});
  content.blocks.push_back(std::move(bytes));
  write_segment(path, content, path);
  return open_segment(path).file;
}

}  // namespace

TEST_CASE(
    "stored runs: a whole world takes the place of one that lacks runs, whichever comes first",
    "[segments]") {
  const sample::ScratchDirectory directory;
  for (const bool parts_first : {true, false}) {
    StoredRuns runs(box_of(5), WorldParts::taken);
    if (parts_first) runs.add(write_parts(directory / "a", {3, 6}), box_of(5));
    runs.add(write_made_up(directory / "b", {{5, 2}}), box_of(5));
    if (!parts_first) runs.add(write_parts(directory / "a", {3, 6}), box_of(5));
    CHECK(runs.worlds().within({0, 20}) == std::vector<WorldRange>{{3, 6}});
    std::vector<WorldRange> whole;
    std::vector<WorldRange> parts;
    runs.for_each(
        [&](const RunBlock& block) { (is_whole(block) ? whole : parts).push_back(block.worlds); });
    CHECK(whole == std::vector<WorldRange>{{5, 2}});
    CHECK(parts == std::vector<WorldRange>{{3, 2}, {7, 2}});
  }
}

TEST_CASE("stored runs: worlds that lack runs are not there for those who need all", "[segments]") {
  const sample::ScratchDirectory directory;
  StoredRuns runs(box_of(5));
  runs.add(write_parts(directory / "a", {3, 6}), box_of(5));
  CHECK(runs.worlds().count() == 0);
}

}  // namespace bacelab
