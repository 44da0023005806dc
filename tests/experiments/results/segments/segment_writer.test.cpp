#include "experiments/results/segments/segment_writer.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/experiments/results/segments/sample_segments.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr double never = 1e6;  // seconds

/// A directory and a writer to it.
struct Writing {
  explicit Writing(double interval_s)
      : writer(directory / ".", sample_header(), interval_s, faults) {}

  void add(const WorldRange& worlds) { writer.add(made_up(worlds, 5)); }

  /// The worlds of the blocks of a segment.
  [[nodiscard]] std::vector<WorldRange> worlds_of(const std::string& name) const {
    std::vector<WorldRange> worlds;
    const Segment segment = open_segment(directory / name);
    for (const SegmentBlock& block : segment.file.blocks()) worlds.push_back(block.worlds);
    return worlds;
  }

  sample::ScratchDirectory directory;
  Faults faults;
  SegmentWriter writer;
};

}  // namespace

TEST_CASE("segment writer: without an interval, a segment for each block", "[segments]") {
  Writing to(0.0);
  to.add({0, 3});
  to.add({7, 2});
  to.writer.commit();
  REQUIRE(to.writer.names().size() == 2);
  CHECK(to.worlds_of(to.writer.names()[0]) == std::vector<WorldRange>{{0, 3}});
  CHECK(to.worlds_of(to.writer.names()[1]) == std::vector<WorldRange>{{7, 2}});
  CHECK(to.directory.file_count() == 2);
}

TEST_CASE("segment writer: before its time there is no segment", "[segments]") {
  Writing to(never);
  to.add({0, 3});
  to.add({7, 2});
  CHECK(to.writer.names().empty());
  CHECK(to.directory.file_count() == 0);
  to.writer.commit();
  REQUIRE(to.writer.names().size() == 1);
  CHECK(to.worlds_of(to.writer.names()[0]) == std::vector<WorldRange>{{0, 3}, {7, 2}});
  CHECK(to.directory.file_count() == 1);
}

TEST_CASE("segment writer: what is in a segment is in no other", "[segments]") {
  Writing to(never);
  to.writer.commit();
  CHECK(to.writer.names().empty());
  to.add({0, 3});
  to.writer.commit();
  to.writer.commit();
  to.add({3, 4});
  to.writer.commit();
  REQUIRE(to.writer.names().size() == 2);
  CHECK(to.worlds_of(to.writer.names()[0]) == std::vector<WorldRange>{{0, 3}});
  CHECK(to.worlds_of(to.writer.names()[1]) == std::vector<WorldRange>{{3, 4}});
}

TEST_CASE("segment writer: a segment is whole and says who wrote it", "[segments]") {
  Writing to(0.0);
  to.add({4, 6});
  to.writer.commit();
  const std::string& name = to.writer.names().at(0);
  CHECK(name == "0123456789abcdef-2-0.segment");
  CHECK(list_segments(to.directory / ".").size() == 1);
  const Segment segment = open_segment(to.directory / name);
  CHECK_NOTHROW(segment.file.verify());
  CHECK(same(segment.file.read(0), made_up({4, 6}, 5)));
  CHECK(segment.header.identity == sample_header().identity);
  CHECK(segment.header.rank == 2);
  CHECK(segment.header.elapsed_s >= 0.0);
}

TEST_CASE("segment writer: a large segment is written before its time", "[segments]") {
  Writing to(never);
  const RunBlockShape shape = {1, 0, std::size_t{1} << 18, 1};  // 2 MiB a world
  to.writer.add(made_up({0, 1}, 5, shape));
  to.writer.add(made_up({1, 1}, 5, shape));
  to.add({2, 1});
  to.add({3, 1});
  to.writer.commit();
  REQUIRE(to.writer.names().size() == 2);
  CHECK(to.worlds_of(to.writer.names()[0]) == std::vector<WorldRange>{{0, 1}, {1, 1}});
  CHECK(to.worlds_of(to.writer.names()[1]) == std::vector<WorldRange>{{2, 1}, {3, 1}});
}

TEST_CASE("segment writer: at the end of its life a segment that was begun is whole",
          "[segments]") {
  const sample::ScratchDirectory directory;
  Faults none;
  {
    SegmentWriter writer(directory / ".", sample_header(), 0.0, none);
    writer.add(made_up({0, 3}, 5));
  }
  REQUIRE(list_segments(directory / ".").size() == 1);
  CHECK(directory.file_count() == 1);
  CHECK_NOTHROW(open_segment(list_segments(directory / ".")[0]).file.verify());
}

TEST_CASE("segment writer: what can't be written is told, and what was written stays",
          "[segments]") {
  Writing to(never);
  to.add({0, 2});
  to.writer.commit();
  to.add({2, 13});
  {
    const sample::FileSizeLimit limit(500);
    CHECK_THROWS_AS(to.writer.commit(), StorageError);
  }
  CHECK(to.writer.names().size() == 1);
  CHECK(to.directory.file_count() == 1);
  to.add({20, 1});
  CHECK_NOTHROW(to.writer.commit());
  REQUIRE(to.writer.names().size() == 2);
  CHECK(to.worlds_of(to.writer.names()[0]) == std::vector<WorldRange>{{0, 2}});
  CHECK(to.worlds_of(to.writer.names()[1]) == std::vector<WorldRange>{{20, 1}});
}

TEST_CASE("segment writer: an error of the disk is told at the next block", "[segments]") {
  Writing to(0.0);
  const sample::FileSizeLimit limit(500);
  CHECK_NOTHROW(to.add({0, 2}));
  CHECK_THROWS_AS(to.add({2, 2}), StorageError);
}

}  // namespace bacelab
