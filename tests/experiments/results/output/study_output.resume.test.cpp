#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>

#include "core/errors.hpp"
#include "tests/experiments/box/blocks.hpp"
#include "tests/experiments/results/output/finished_files.hpp"
#include "tests/experiments/results/output/merged.hpp"
#include "tests/experiments/results/output/outputs.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
namespace fs = std::filesystem;

/// An output in which worlds were left by a run that was stopped.
struct Unfinished {
  explicit Unfinished(const std::vector<WorldRange>& ranges,
                      const ResultsDescription& study = small_results()) {
    leave_unfinished(file, study, ranges);
  }

  [[nodiscard]] StudyOutput resume(const ResultsDescription& study = small_results()) const {
    return {file, study, all_of(study), Existing::resume};
  }

  [[nodiscard]] std::vector<fs::path> segments() const {
    return list_segments(segment_directory_of(file));
  }

  ScratchDirectory directory;
  fs::path file = directory / "a.h5";
};

}  // namespace

TEST_CASE("study output: what was finished is found and the rest is missing", "[output]") {
  const Unfinished unfinished({{0, 3}, {7, 2}});
  const StudyOutput output = unfinished.resume();
  CHECK(output.found().within({0, 10}) == std::vector<WorldRange>{{0, 3}, {7, 2}});
  CHECK(output.missing() == std::vector<WorldRange>{{3, 4}, {9, 1}});
  CHECK(output.segments() == 2);
  CHECK(output.warnings().empty());
}

TEST_CASE("study output: results that do not say whose they are are not extended", "[output]") {
  const ScratchDirectory directory;
  ResultsDescription study = small_results();
  study.identity.reset();
  write_worlds(directory / "a.h5", study, {{0, 3}});
  const std::string before = bytes_of(directory / "a.h5");
  const auto resume = [&] {
    const ResultsDescription now = small_results();
    StudyOutput(directory / "a.h5", now, all_of(now), Existing::resume);
  };
  CHECK_THROWS_AS(resume(), InputError);
  CHECK_THROWS_WITH(resume(), Contains("a.h5: was written by an earlier version"));
  CHECK(bytes_of(directory / "a.h5") == before);
}

TEST_CASE("study output: a segment that is added is found too", "[output]") {
  const Unfinished unfinished({{0, 3}});
  StudyOutput output = unfinished.resume();
  finish_worlds(output, small_results(), {{3, 5}});
  CHECK(output.missing() == std::vector<WorldRange>{{8, 2}});
  CHECK(unfinished.segments().size() == 2);
}

TEST_CASE("study output: worlds outside the part are kept and not expected", "[output]") {
  const Unfinished unfinished({{0, 3}, {8, 1}});
  const StudyOutput output(unfinished.file, small_results(), {2, 4}, Existing::resume);
  CHECK(output.found().count() == 4);
  CHECK(output.missing() == std::vector<WorldRange>{{3, 3}});
}

TEST_CASE("study output: another study is refused with what differs", "[output]") {
  const Unfinished unfinished({{0, 3}});
  const auto other = small_results({"study.seed=2"});
  CHECK_THROWS_AS(unfinished.resume(other), InputError);
  CHECK_THROWS_WITH(unfinished.resume(other),
                    Contains(".segment: is of another study: study.seed: 1 there, 2 here;"));
  CHECK(unfinished.segments().size() == 1);
  CHECK(unfinished.resume().found().count() == 3);
}

TEST_CASE("study output: of many differences a few are told", "[output]") {
  const Unfinished unfinished({{0, 3}});
  CHECK_THROWS_WITH(
      unfinished.resume(small_results({"study.seed=2", "study.title=\"b\"", "jobs.count=3",
                                       "work.median_hours=2", "work.sigma=1"})),
      Contains("jobs.count: 2 there, 3 here; ") && Contains("; and 1 more;"));
}

TEST_CASE("study output: another model is refused", "[output]") {
  const Unfinished unfinished({{0, 3}});
  ResultsDescription newer = small_results();
  ++newer.identity.value().model;
  CHECK_THROWS_WITH(unfinished.resume(newer), Contains("model: 2 there, 3 here"));
}

TEST_CASE("study output: fewer replications than there are would lose some", "[output]") {
  const Unfinished unfinished({{0, 3}});
  const auto fewer = small_results({"study.replications=4"});
  CHECK_THROWS_AS(unfinished.resume(fewer), InputError);
  CHECK_THROWS_WITH(unfinished.resume(fewer),
                    Contains("5 replications") && Contains("study.replications = 4"));
}

TEST_CASE("study output: with more replications worlds have other numbers", "[output]") {
  const Unfinished unfinished({{3, 4}});  // the last two of a point, the first two of the next
  const StudyOutput output = unfinished.resume(small_results({"study.replications=8"}));
  CHECK(output.missing() == std::vector<WorldRange>{{0, 3}, {5, 3}, {10, 6}});
}

TEST_CASE("study output: a damaged segment is skipped and its worlds are computed again",
          "[output]") {
  const Unfinished unfinished({{0, 3}, {7, 2}});
  damage(unfinished.segments()[0]);
  fs::resize_file(unfinished.segments()[1], 100);
  const StudyOutput output = unfinished.resume();
  CHECK(output.missing() == std::vector<WorldRange>{{0, 10}});
  REQUIRE(output.warnings().size() == 2);
  CHECK_THAT(output.warnings()[0], Contains(unfinished.segments()[0].string()) &&
                                       Contains("skipped") && Contains("bytes were changed"));
  CHECK_THAT(output.warnings()[1], Contains(unfinished.segments()[1].string()) &&
                                       Contains("skipped") && Contains("cut short"));
}

TEST_CASE("study output: what is half-written is removed", "[output]") {
  const Unfinished unfinished({{0, 3}});
  std::ofstream(segment_directory_of(unfinished.file) / "x.segment.partial-host-1") << "half";
  const StudyOutput output = unfinished.resume();
  CHECK(output.warnings().empty());
  CHECK(std::distance(fs::directory_iterator(output.directory().path()), {}) == 2);  // and lock
}

namespace {

ResultsDescription of_another_build() {
  ResultsDescription study = small_results();
  study.builds = {"0.0.1 (v0.0.1), GNU 12.2.0"};
  return study;
}

/// What a results file says of the builds that computed it.
std::vector<std::string> builds_in(const fs::path& file) {
  return ResultsFile(file).description().builds;
}

std::vector<std::string> both_builds() {
  std::vector<std::string> both = {of_another_build().builds[0], small_results().builds[0]};
  std::sort(both.begin(), both.end());
  return both;
}

}  // namespace

TEST_CASE("study output: segments of another build give one warning, and the results name both",
          "[output]") {
  const Unfinished unfinished({{0, 3}, {7, 2}}, of_another_build());
  StudyOutput output = unfinished.resume();
  CHECK(output.found().count() == 5);
  REQUIRE(output.warnings().size() == 1);
  CHECK_THAT(output.warnings()[0], Contains("v0.0.1") && Contains("another build"));
  finish_worlds(output, small_results(), output.missing());
  CHECK(merge(output));
  CHECK(builds_in(unfinished.file) == both_builds());
}

TEST_CASE("study output: results of another build that are extended name both", "[output]") {
  const ScratchDirectory directory;
  const fs::path file = directory / "a.h5";
  write_worlds(file, of_another_build(), {{0, 7}});
  CHECK(builds_in(file) == of_another_build().builds);
  StudyOutput output = resume(file, small_results());
  REQUIRE(output.warnings().size() == 1);
  CHECK_THAT(output.warnings()[0], Contains("v0.0.1") && Contains("another build"));
  finish_worlds(output, small_results(), output.missing());
  CHECK(merge(output));
  CHECK(builds_in(file) == both_builds());
}

TEST_CASE("study output: another arithmetic is refused, in segments and in results", "[output]") {
  ResultsDescription other = of_another_build();
  other.arithmetic = "0123456789abcdef";
  const Unfinished unfinished({{0, 3}}, other);
  CHECK_THROWS_AS(unfinished.resume(), InputError);
  CHECK_THROWS_WITH(unfinished.resume(), Contains(".segment: was computed with another arithmetic"
                                                  " (0123456789abcdef there") &&
                                             Contains("v0.0.1"));
  CHECK(unfinished.segments().size() == 1);

  const ScratchDirectory directory;
  write_worlds(directory / "a.h5", other, {{0, 7}});
  CHECK_THROWS_WITH(resume(directory / "a.h5", small_results()),
                    Contains("a.h5: was computed with another arithmetic"));
}

TEST_CASE("study output: a world that two runs finished is there once", "[output]") {
  const Unfinished unfinished({{0, 6}, {4, 3}});
  const StudyOutput output = unfinished.resume();
  CHECK(output.found().count() == 7);
  CHECK(output.missing() == std::vector<WorldRange>{{7, 3}});
}

}  // namespace bacelab
