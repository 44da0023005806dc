#include "experiments/results/segments/segment_directory.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "experiments/text/storage_error.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

void write(const fs::path& path) { std::ofstream(path) << "something"; }

}  // namespace

TEST_CASE("segment directory: it is next to the results file", "[segments]") {
  CHECK(segment_directory_of("out/study.h5") == "out/study.h5.segments");
  const ScratchDirectory directory;
  const SegmentDirectory owned(directory / "a.h5");
  CHECK(owned.path() == directory / "a.h5.segments");
  CHECK(fs::is_directory(owned.path()));
  CHECK(owned.warning().empty());
}

TEST_CASE("segment directory: it is next to the file behind a link, and nowhere else",
          "[segments]") {
  const ScratchDirectory directory;
  fs::create_symlink("a.h5", directory / "link.h5");
  CHECK(segment_directory_of(directory / "link.h5") == directory / "a.h5.segments");
  fs::create_directory(directory / "link.h5.segments");
  CHECK(segment_directory_of(directory / "link.h5") == directory / "a.h5.segments");
  write(directory / "link.h5.segments/x.segment");
  CHECK_THROWS_WITH(segment_directory_of(directory / "link.h5"),
                    Contains("would be forgotten; move this directory to " +
                             (directory / "a.h5.segments").string()));
}

TEST_CASE("segment directory: at the end it is removed if it is empty", "[segments]") {
  const ScratchDirectory directory;
  { const SegmentDirectory owned(directory / "a.h5"); }
  CHECK(directory.file_count() == 0);
  { const SegmentDirectory again(directory / "a.h5"); }
  CHECK(directory.file_count() == 0);
}

TEST_CASE("segment directory: with segments in it, it stays without its lock", "[segments]") {
  const ScratchDirectory directory;
  const fs::path path = directory / "a.h5.segments";
  {
    const SegmentDirectory owned(directory / "a.h5");
    write(path / "x.segment");
  }
  CHECK(list_segments(path) == std::vector<fs::path>{path / "x.segment"});
  CHECK_FALSE(fs::exists(path / "lock"));
}

TEST_CASE("segment directory: what is half-written is removed and nothing else", "[segments]") {
  const ScratchDirectory directory;
  const SegmentDirectory owned(directory / "a.h5");
  for (const char* name : {"x.segment", "y.segment.partial-host-12", "a.h5.partial-host-13"}) {
    write(owned.path() / name);
  }
  owned.remove_unfinished();
  CHECK(list_segments(owned.path()) == std::vector<fs::path>{owned.path() / "x.segment"});
  CHECK(std::distance(fs::directory_iterator(owned.path()), {}) == 2);
  CHECK(is_this_directory(owned.path(), owned.token()));
}

TEST_CASE("segment directory: segments are listed by name", "[segments]") {
  const ScratchDirectory directory;
  const SegmentDirectory owned(directory / "a.h5");
  for (const char name : std::string("qwertyuiopasdfghjklzxcvbnm")) {
    write(owned.path() / (std::string(1, name) + ".segment"));
  }
  write(owned.path() / "notes.txt");
  const auto segments = list_segments(owned.path());
  CHECK(segments.size() == 26);
  CHECK(std::is_sorted(segments.begin(), segments.end()));
}

TEST_CASE("segment directory: segments are removed together and nothing else", "[segments]") {
  const ScratchDirectory directory;
  const SegmentDirectory owned(directory / "a.h5");
  for (const char* name : {"b.segment", "a.segment", "notes.txt"}) write(owned.path() / name);
  Faults none;
  owned.remove_segments(none);
  CHECK(list_segments(owned.path()).empty());
  CHECK(fs::exists(owned.path() / "notes.txt"));
  CHECK_NOTHROW(owned.remove_segments(none));
}

TEST_CASE("segment directory: no directory has no segments", "[segments]") {
  const ScratchDirectory directory;
  CHECK(list_segments(directory / "none").empty());
}

TEST_CASE("segment directory: where none can be made it is said why", "[segments]") {
  const ScratchDirectory directory;
  CHECK_THROWS_AS(SegmentDirectory(directory / "none/a.h5"), StorageError);
  CHECK_THROWS_WITH(SegmentDirectory(directory / "none/a.h5"),
                    Contains("a.h5.segments") && Contains("No such file or directory"));
  write(directory / "b.h5.segments");
  CHECK_THROWS_AS(SegmentDirectory(directory / "b.h5"), StorageError);
}

}  // namespace bacelab
