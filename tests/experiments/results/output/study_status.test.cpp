#include "experiments/results/output/study_status.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/text/files.hpp"
#include "tests/experiments/results/output/finished_files.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;
using sample::ScratchDirectory;
using Counts = std::vector<std::size_t>;

/// A segment that one execution wrote so long after it had started.
struct Written {
  std::string execution;
  std::string started;
  double elapsed_s;
  WorldRange worlds;
};

void write(const StudyOutput& output, const ResultsDescription& study, const Written& written,
           const std::string& name) {
  SegmentContent content = {header_of(output, study), {pack(made_up_of(study, written.worlds))}};
  content.header.execution = written.execution;
  content.header.started = written.started;
  content.header.elapsed_s = written.elapsed_s;
  content.header.blocks = {{written.worlds, content.blocks[0].size(), hash_of(content.blocks[0])}};
  const auto path = output.directory().path() / (name + std::string(segment_extension));
  write_segment(path, content, path);
}

}  // namespace

TEST_CASE("study status: without files there is none", "[output]") {
  const ScratchDirectory directory;
  CHECK_THAT(message_of([&] { study_status(directory / "a.h5"); }),
             Contains("a.h5: there are neither results nor segments"));
}

TEST_CASE("study status: an execution that was killed before its first segment is one",
          "[output]") {
  const ScratchDirectory directory;
  std::filesystem::create_directory(segment_directory_of(directory / "a.h5"));
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK_FALSE(status.box.has_value());
  CHECK_FALSE(status.complete);
}

TEST_CASE("study status: worlds are counted of each point", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  leave_unfinished(directory / "a.h5", study, {{0, 3}, {4, 3}});
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK_FALSE(status.complete);
  CHECK(status.owner.empty());
  CHECK(status.box == StudyBox(2, 5, 2));
  CHECK(status.part == WorldRange{0, 10});
  CHECK(status.worlds_done == 6);
  CHECK(status.worlds_of_point == Counts{4, 2});
  CHECK(status.segments == 2);
  CHECK(status.damaged == 0);
  CHECK(status.warnings.empty());
}

TEST_CASE("study status: segments of fewer replications are renumbered", "[output]") {
  const ScratchDirectory directory;
  leave_unfinished(directory / "a.h5", small_results(), {{4, 2}});
  leave_unfinished(directory / "a.h5", small_results({"study.replications=6"}), {{5, 1}});
  const StudyStatus status = study_status(directory / "a.h5");
  REQUIRE(status.box);
  CHECK(status.box->replications() == 6);
  CHECK(status.worlds_of_point == Counts{2, 1});
}

TEST_CASE("study status: damaged segments are counted apart", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  leave_unfinished(directory / "a.h5", study, {{0, 3}, {7, 2}});
  // The hash of a block shows when the block is read; a segment that is cut shows at once.
  const auto segment = list_segments(directory / "a.h5.segments")[0];
  std::filesystem::resize_file(segment, std::filesystem::file_size(segment) - 1);
  StudyStatus status = study_status(directory / "a.h5");
  CHECK(status.damaged == 1);
  REQUIRE(status.warnings.size() == 1);
  CHECK(status.warnings[0] == segment.string() + ": this segment can't be read, its size is wrong");
  CHECK(status.worlds_done == 2);
  std::filesystem::resize_file(list_segments(directory / "a.h5.segments")[1], 0);
  status = study_status(directory / "a.h5");
  CHECK(status.damaged == 2);
  CHECK(status.worlds_done == 0);
}

TEST_CASE("study status: what can't be read at all is named too", "[output]") {
  const ScratchDirectory directory;
  leave_unfinished(directory / "a.h5", small_results(), {{0, 3}});
  const auto unreadable = segment_directory_of(directory / "a.h5") / "b.segment";
  std::filesystem::create_directory(unreadable);
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK(status.segments == 1);
  CHECK(status.damaged == 1);
  REQUIRE(status.warnings.size() == 1);
  CHECK_THAT(status.warnings[0],
             Contains(unreadable.string() + ": cannot read the file: Is a dir"));
}

TEST_CASE("study status: while a run has the directory it is named", "[output]") {
  const ScratchDirectory directory;
  const StudyOutput output(directory / "a.h5", small_results(), {0, 10}, Existing::resume);
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK_THAT(status.owner, Contains("process "));
  CHECK_FALSE(status.complete);
  CHECK(status.worlds_done == 0);
}

TEST_CASE("study status: the rate is that of the last start", "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  {
    const StudyOutput output(directory / "a.h5", study, all_of(study), Existing::resume);
    write(output, study, {"old", "2026-05-25T12:00:00Z", 100.0, {0, 1}}, "1");
    write(output, study, {"new", "2026-05-25T13:00:00Z", 1.0, {1, 1}}, "2");
    write(output, study, {"new", "2026-05-25T13:00:00Z", 2.0, {2, 3}}, "3");
  }
  CHECK(study_status(directory / "a.h5").worlds_per_s == 4.0 / 2.0);
}

TEST_CASE("study status: the rate of a run that goes on is its own, whatever the clock says",
          "[output]") {
  const ScratchDirectory directory;
  const ResultsDescription study = small_results();
  const StudyOutput output(directory / "a.h5", study, all_of(study), Existing::resume);
  write(output, study, {output.directory().token(), "2020-01-01T00:00:00Z", 4.0, {0, 1}}, "1");
  write(output, study, {"other", "2030-01-01T00:00:00Z", 1.0, {1, 5}}, "2");
  CHECK(study_status(directory / "a.h5").worlds_per_s == 1.0 / 4.0);
}

TEST_CASE("study status: worlds taken over from a results file have no rate", "[output]") {
  const ScratchDirectory directory;
  write_worlds(directory / "a.h5", small_results(), {{0, 10}});
  const ResultsDescription more = small_results({"study.replications=6"});
  {
    const StudyOutput output(directory / "a.h5", more, all_of(more), Existing::resume);
    CHECK(study_status(directory / "a.h5").worlds_per_s == 0.0);
    write(output, more, {"1", "2026-05-25T12:00:00Z", 4.0, {5, 1}}, "1");
  }
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK(status.worlds_done == 11);
  CHECK(status.worlds_per_s == 1.0 / 4.0);
}

TEST_CASE("study status: without segments the results file says it, of any program", "[output]") {
  const ScratchDirectory directory;
  ResultsDescription study = small_results();
  study.identity.reset();
  write_worlds(directory / "a.h5", study, {{0, 3}, {5, 5}});
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK(status.complete);
  CHECK(status.box == StudyBox(2, 5, 2));
  CHECK(status.worlds_done == 8);
  CHECK(status.worlds_of_point == Counts{3, 5});
  CHECK(status.segments == 0);
}

TEST_CASE("study status: the results file of a shard has all that it is to have", "[output]") {
  const ScratchDirectory directory;
  write_worlds(directory / "a.h5", small_results(), {{3, 4}});
  const StudyStatus status = study_status(directory / "a.h5");
  CHECK(status.complete);
  CHECK(status.worlds_done == 4);
  CHECK(status.part.count == 4);
  CHECK(status.worlds_of_point == Counts{2, 2});
  CHECK(status.planned_of_point == Counts{2, 2});
}

}  // namespace bacelab
