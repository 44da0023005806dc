#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>

#include "experiments/text/storage_error.hpp"
#include "tests/experiments/results/output/merged.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

TEST_CASE("study output: merged, it is what one piece would be", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  {
    StudyOutput output = resume(directory / "a.h5", study);
    finish_worlds(output, study, {{7, 3}, {0, 4}, {4, 3}});
    CHECK(merge(output));
    CHECK(list_segments(output.directory().path()).empty());
  }
  CHECK(directory.file_count() == 1);
  CHECK(bytes_but_time(directory / "a.h5") == expected_bytes(directory / "b.h5", study));
}

TEST_CASE("study output: interrupted and extended it is the same", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results({"study.replications=9"});
  leave_unfinished(directory / "a.h5", small_results(), {{8, 2}, {0, 3}});
  leave_unfinished(directory / "a.h5", small_results({"study.replications=6"}), {{2, 6}});
  {
    StudyOutput output = resume(directory / "a.h5", study);
    finish_worlds(output, study, output.missing());
    CHECK(merge(output));
  }
  CHECK(bytes_but_time(directory / "a.h5") == expected_bytes(directory / "b.h5", study));
}

TEST_CASE("study output: a damaged segment does no harm", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  leave_unfinished(directory / "a.h5", study, {{0, 3}, {7, 2}});
  damage(list_segments(directory / "a.h5.segments")[0]);
  {
    StudyOutput output = resume(directory / "a.h5", study);
    finish_worlds(output, study, output.missing());
    CHECK(merge(output));
  }
  CHECK(directory.file_count() == 1);
  CHECK(bytes_but_time(directory / "a.h5") == expected_bytes(directory / "b.h5", study));
}

TEST_CASE("study output: runs are counted with their failures in order", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  StudyOutput output = resume(directory / "a.h5", study);
  finish_worlds(output, study, {{5, 5}, {0, 5}});
  const auto counts = merge(output);
  REQUIRE(counts);
  CHECK(counts->worlds == 10);
  CHECK(counts->runs == 20);
  CHECK(counts->stuck == 0);
  CHECK(counts->failed == 3);
  CHECK(counts->redraws == 5 * 1000 + 2 * 10);
  REQUIRE(counts->failures.size() == 3);
  CHECK(counts->failures[0].message == "point 0, replication 2");
  CHECK(counts->failures[1].message == "point 1, replication 1");
  CHECK(counts->failures[2].message == "point 1, replication 4");
}

TEST_CASE("study output: a request to stop leaves everything as it is", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  {
    StudyOutput output = resume(directory / "a.h5", study);
    finish_worlds(output, study, {{0, 5}, {5, 5}});
    Faults none;
    CHECK_FALSE(output.merge(
        {}, [] { return true; }, none));
    CHECK_FALSE(fs::exists(directory / "a.h5"));
  }
  CHECK(resume(directory / "a.h5", study).missing().empty());
  CHECK(list_segments(directory / "a.h5.segments").size() == 2);
}

TEST_CASE("study output: a segment that was damaged meanwhile is not merged", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  StudyOutput output = resume(directory / "a.h5", study);
  finish_worlds(output, study, {{0, 5}, {5, 5}});
  damage(list_segments(output.directory().path())[1]);
  CHECK_THROWS_AS(merge(output), StorageError);
  CHECK_THROWS_WITH(merge(output), Contains("damaged") && Contains("--resume"));
  CHECK_FALSE(fs::exists(directory / "a.h5"));
  CHECK(list_segments(output.directory().path()).size() == 2);
}

TEST_CASE("study output: a file that took the name meanwhile is left alone", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  StudyOutput output = resume(directory / "a.h5", study);
  finish_worlds(output, study, {all_of(study)});
  std::ofstream(directory / "a.h5") << "other";
  CHECK_THROWS(merge(output));
  CHECK(bytes_of(directory / "a.h5") == "other");
  CHECK(list_segments(output.directory().path()).size() == 1);
}

TEST_CASE("study output: a segment that is lost can't be added", "[output]") {
  const ScratchDirectory directory;
  StudyOutput output = resume(directory / "a.h5", small_results());
  CHECK_THROWS_AS(output.add("none.segment"), StorageError);
  std::ofstream(output.directory().path() / "half.segment") << "half";
  CHECK_THROWS_AS(output.add("half.segment"), StorageError);
}

}  // namespace bacelab
