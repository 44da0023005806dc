#include "mpi_runner/segments/segment_header.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "tests/mpi_runner/segments/sample_segments.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("segment header: all that it says comes back", "[segments]") {
  SegmentHeader header = sample_header();
  header.identity.study = "[study]\ntitle = \"quotes \\\" and µ\"\n";
  header.part = {7, 8};
  header.elapsed_s = 1.0 / 3.0;
  const SegmentHeader back = segment_header_from(to_json(header));
  CHECK(back.identity == header.identity);
  CHECK(back.program == header.program);
  CHECK(back.points == 3);
  CHECK(back.replications == 5);
  CHECK(back.policies == 2);
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

TEST_CASE("segment header: bytes that are no text do not stop it", "[segments]") {
  SegmentHeader header = sample_header();
  header.program = "caf\xe9";
  CHECK(segment_header_from(to_json(header)).points == 3);
}

TEST_CASE("segment header: a text that is none is refused", "[segments]") {
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
  for (const char* key : {"identity", "schema", "model", "study", "metrics", "job_columns",
                          "program", "points", "replications", "policies", "part", "execution",
                          "rank", "ranks", "threads", "started", "elapsed_s", "blocks"}) {
    INFO(key);
    std::string other = whole;
    const std::size_t at = other.find("\"" + std::string(key) + "\":");
    REQUIRE(at != std::string::npos);
    other[at + 1] = '_';
    CHECK_THROWS_AS(segment_header_from(other), std::invalid_argument);
  }
}

}  // namespace bacelab
