#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "core/errors.hpp"
#include "experiments/text/storage_error.hpp"
#include "tests/experiments/results/output/outputs.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

StudyOutput open_output(const fs::path& file, Existing existing) {
  const ResultsDescription study = small_results();
  return {file, study, all_of(study), existing};
}

}  // namespace

TEST_CASE("study output: where nothing is, everything is missing", "[output]") {
  const ScratchDirectory directory;
  for (const Existing existing : {Existing::refuse, Existing::replace, Existing::resume}) {
    const StudyOutput output = open_output(directory / "a.h5", existing);
    CHECK(output.file() == directory / "a.h5");
    CHECK(output.found().count() == 0);
    CHECK(output.segments() == 0);
    CHECK(output.missing() == std::vector<WorldRange>{{0, 10}});
    CHECK(output.warnings().empty());
    CHECK_FALSE(output.complete());
    CHECK_FALSE(fs::exists(directory / "a.h5"));
  }
  CHECK(directory.file_count() == 0);
}

TEST_CASE("study output: a file that is there is refused unasked", "[output]") {
  const ScratchDirectory directory;
  std::ofstream(directory / "a.h5") << "old";
  CHECK_THROWS_AS(open_output(directory / "a.h5", Existing::refuse), InputError);
  CHECK_THROWS_WITH(open_output(directory / "a.h5", Existing::refuse),
                    Contains("a.h5") && Contains("--force") && Contains("--resume"));
  CHECK(directory.file_count() == 1);
  CHECK(bytes_of(directory / "a.h5") == "old");
}

TEST_CASE("study output: a link to nowhere is a file that is there", "[output]") {
  const ScratchDirectory directory;
  fs::create_symlink("nowhere", directory / "a.h5");
  CHECK_THROWS_AS(open_output(directory / "a.h5", Existing::refuse), InputError);
  CHECK(directory.file_count() == 1);
}

TEST_CASE("study output: an unfinished run is refused unasked and left alone", "[output]") {
  const ScratchDirectory directory;
  leave_unfinished(directory / "a.h5", small_results(), {{0, 3}});
  CHECK_THROWS_AS(open_output(directory / "a.h5", Existing::refuse), InputError);
  CHECK_THROWS_WITH(open_output(directory / "a.h5", Existing::refuse),
                    Contains("a.h5.segments") && Contains("1 segment of") && Contains("--resume") &&
                        Contains("--force"));
  leave_unfinished(directory / "a.h5", small_results(), {{5, 1}});
  CHECK_THROWS_WITH(open_output(directory / "a.h5", Existing::refuse), Contains("2 segments of"));
  CHECK(list_segments(directory / "a.h5.segments").size() == 2);
}

TEST_CASE("study output: replaced, segments go at once and the file at the end", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  leave_unfinished(directory / "a.h5", study, {{0, 3}});
  std::ofstream(directory / "a.h5") << "old";
  StudyOutput output = open_output(directory / "a.h5", Existing::replace);
  CHECK(output.found().count() == 0);
  CHECK(list_segments(directory / "a.h5.segments").empty());
  CHECK(bytes_of(directory / "a.h5") == "old");
  finish_worlds(output, study, {all_of(study)});
  Faults none;
  CHECK(output.merge(
      {}, [] { return false; }, none));
  CHECK(bytes_of(directory / "a.h5") != "old");
}

TEST_CASE("study output: a path that can't be a file is refused", "[output]") {
  const ScratchDirectory directory;
  fs::create_directory(directory / "a.h5");
  for (const Existing existing : {Existing::refuse, Existing::replace, Existing::resume}) {
    CHECK_THROWS_WITH(open_output(directory / "a.h5", existing), Contains("is a directory"));
    CHECK_THROWS_WITH(open_output("/dev/null", existing), Contains("not an ordinary file"));
    CHECK_THROWS_AS(open_output(directory / "none/a.h5", existing), StorageError);
  }
  CHECK(directory.file_count() == 1);
}

TEST_CASE("study output: there is one owner at a time", "[output]") {
  const ScratchDirectory directory;
  const StudyOutput output = open_output(directory / "a.h5", Existing::refuse);
  for (const Existing existing : {Existing::refuse, Existing::replace, Existing::resume}) {
    CHECK_THROWS_AS(open_output(directory / "a.h5", existing), InputError);
    CHECK_THROWS_WITH(open_output(directory / "a.h5", existing),
                      Contains("process " + std::to_string(getpid())));
  }
}

TEST_CASE("study output: results for which the disk has no room are refused", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  const WorldRange far_too_many = {0, 1'000'000'000'000'000};
  CHECK_THROWS_AS(StudyOutput(directory / "a.h5", study, far_too_many, Existing::refuse),
                  StorageError);
  CHECK_THROWS_WITH(StudyOutput(directory / "a.h5", study, far_too_many, Existing::refuse),
                    Contains("the disk has room for"));
  CHECK(directory.file_count() == 0);
}

}  // namespace bacelab
