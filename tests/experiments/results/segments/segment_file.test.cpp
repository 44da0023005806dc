#include "experiments/results/segments/segment_file.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>

#include "experiments/text/storage_error.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/file_size_limit.hpp"
#include "tests/experiments/results/segments/sample_segments.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
namespace fs = std::filesystem;

std::string bytes_in(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_bytes(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// As a run that is resumed looks at a segment.
void open_and_verify(const fs::path& path) { open_segment(path).file.verify(); }

}  // namespace

TEST_CASE("segment file: header and blocks come back", "[segments]") {
  const sample::ScratchDirectory directory;
  const std::vector<WorldRange> blocks = {{0, 3}, {8, 2}, {3, 5}};
  write_segment(directory / "a.segment", made_up_content(blocks), directory / "a.segment");
  const Segment segment = open_segment(directory / "a.segment");
  CHECK(segment.header.identity == sample_header().identity);
  CHECK(segment.header.box == StudyBox(3, 5, 2));
  CHECK(segment.header.started == sample_header().started);
  CHECK(segment.file.path() == directory / "a.segment");
  CHECK_NOTHROW(segment.file.verify());
  REQUIRE(segment.file.blocks().size() == 3);
  for (const std::size_t i : {2, 0, 1}) {
    CHECK(segment.file.blocks()[i].worlds == blocks[i]);
    CHECK(same(segment.file.read(i), made_up(blocks[i], 5)));
  }
}

TEST_CASE("segment file: one without blocks is a segment too", "[segments]") {
  const sample::ScratchDirectory directory;
  const SegmentFile file = write_made_up(directory / "a.segment", {});
  CHECK(file.blocks().empty());
  CHECK_NOTHROW(file.verify());
}

TEST_CASE("segment file: every changed byte is seen", "[segments]") {
  const sample::ScratchDirectory directory;
  const fs::path path = directory / "a.segment";
  write_made_up(path, {{4, 1}, {9, 1}});
  const std::string whole = bytes_in(path);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  const auto put = [&](std::size_t at, int byte) {
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte));
    file.flush();
  };
  std::size_t unseen = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    // The lowest bit, all bits, and the one that makes small letters large.
    for (const int mask : {0x01, 0x20, 0xff}) {
      put(at, whole[at] ^ mask);
      try {
        open_and_verify(path);
        ++unseen;
      } catch (const DamagedSegment&) {
      }
    }
    put(at, whole[at]);
  }
  CHECK(unseen == 0);
  CHECK_NOTHROW(open_and_verify(path));
}

TEST_CASE("segment file: wherever it is cut short, it is seen", "[segments]") {
  const sample::ScratchDirectory directory;
  const fs::path path = directory / "a.segment";
  write_made_up(path, {{4, 1}, {9, 1}});
  std::size_t unseen = 0;
  for (std::size_t size = fs::file_size(path); size-- > 0;) {
    fs::resize_file(path, size);
    try {
      static_cast<void>(open_segment(path));
      ++unseen;
    } catch (const DamagedSegment&) {
    }
  }
  CHECK(unseen == 0);
}

TEST_CASE("segment file: what follows its end is seen", "[segments]") {
  const sample::ScratchDirectory directory;
  const fs::path path = directory / "a.segment";
  write_made_up(path, {{4, 1}});
  write_bytes(path, bytes_in(path) + '\0');
  CHECK_THROWS_AS(open_segment(path), DamagedSegment);
}

TEST_CASE("segment file: anything else is refused with the reason", "[segments]") {
  const sample::ScratchDirectory directory;
  const fs::path path = directory / "a.segment";
  write_bytes(path, "");
  CHECK_THROWS_WITH(open_segment(path), Contains("cut short"));
  write_bytes(path, std::string(1000, 'x'));
  CHECK_THROWS_WITH(open_segment(path), Contains("does not begin as a segment"));
  write_made_up(path, {{4, 1}});
  std::string bytes = bytes_in(path);
  bytes.back() = '!';
  write_bytes(path, bytes);
  CHECK_THROWS_WITH(open_and_verify(path), Contains("changed"));
  CHECK_THROWS_WITH(open_segment(path).file.read(0), Contains("changed"));
}

TEST_CASE("segment file: one that is not there is a matter of the disk", "[segments]") {
  const sample::ScratchDirectory directory;
  CHECK_THROWS_AS(open_segment(directory / "none.segment"), StorageError);
}

TEST_CASE("segment file: what can't be written is told under its final name", "[segments]") {
  const sample::ScratchDirectory directory;
  const SegmentContent content = made_up_content({{0, 15}});
  CHECK_THROWS_WITH(write_segment(directory / "none/a.partial", content, "final.segment"),
                    Contains("final.segment") && Contains("No such file or directory"));
  const sample::FileSizeLimit limit(500);
  CHECK_THROWS_WITH(write_segment(directory / "a.partial", content, "final.segment"),
                    Contains("final.segment") && Contains("File too large"));
}

TEST_CASE("segment file: a new one takes the place of what is there", "[segments]") {
  const sample::ScratchDirectory directory;
  write_bytes(directory / "a.segment", std::string(100000, 'x'));
  CHECK_NOTHROW(write_made_up(directory / "a.segment", {{0, 2}}).verify());
}

TEST_CASE("segment header: all that it says comes back", "[segments]") {
  SegmentHeader header = sample_header();
  header.identity.study = {{"study.title", "\"quotes \\\" and µ\""}, {"a.\"b c\"", "{}"}};
  header.part = {7, 8};
  header.elapsed_s = 1.0 / 3.0;
  const SegmentHeader back = segment_header_from(to_json(header));
  CHECK(back.identity == header.identity);
  CHECK(back.builds == header.builds);
  CHECK(back.arithmetic == header.arithmetic);
  CHECK(back.box == StudyBox(3, 5, 2));
  CHECK(back.part == WorldRange{7, 8});
  CHECK(back.execution == header.execution);
  CHECK(back.rank == 2);
  CHECK(back.ranks == 4);
  CHECK(back.threads == 8);
  CHECK(back.started == header.started);
  CHECK(back.elapsed_s == header.elapsed_s);
  CHECK(back.blocks.empty());
}

TEST_CASE("segment header: its blocks come back, however large their numbers", "[segments]") {
  rc::prop("any block",
           [](std::size_t first, std::size_t count, std::size_t bytes, std::uint64_t hash) {
             SegmentHeader header = sample_header();
             const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
             header.blocks = {{{first, count}, bytes, hash}, {{1, 2}, 3, largest - hash}};
             RC_ASSERT(segment_header_from(to_json(header)).blocks == header.blocks);
           });
}

TEST_CASE("segment header: it is one line", "[segments]") {
  CHECK(to_json(sample_header()).find('\n') == std::string::npos);
}

TEST_CASE("segment header: bytes that are not text do not stop it", "[segments]") {
  SegmentHeader header = sample_header();
  header.builds = {"caf\xe9"};
  CHECK(segment_header_from(to_json(header)).box.points() == 3);
}

TEST_CASE("segment header: any other text is refused", "[segments]") {
  for (const char* text : {"", "{}", "[]", "null", "{\"identity\": {}}", "no JSON"}) {
    CHECK_THROWS_AS(segment_header_from(text), std::invalid_argument);
  }
  const std::string whole = to_json(sample_header());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CHECK_THROWS_AS(segment_header_from(whole.substr(0, size)), std::invalid_argument);
  }
}

TEST_CASE("segment header: one that lacks a key is refused", "[segments]") {
  const std::string whole = to_json(sample_header());
  for (const char* key :
       {"identity", "schema", "model", "study", "metrics", "job_columns", "builds", "arithmetic",
        "points", "replications", "policies", "part", "execution", "rank", "ranks", "threads",
        "started", "elapsed_s", "blocks"}) {
    INFO(key);
    std::string other = whole;
    const std::size_t at = other.find("\"" + std::string(key) + "\":");
    REQUIRE(at != std::string::npos);
    other[at + 1] = '_';
    CHECK_THROWS_AS(segment_header_from(other), std::invalid_argument);
  }
}

}  // namespace bacelab
