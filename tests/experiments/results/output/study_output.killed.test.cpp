#include <catch2/catch.hpp>
#include <csignal>

#include "tests/experiments/results/output/merged.hpp"
#include "tests/results/scratch_directory.hpp"
#include "tests/support/child_process.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using sample::ScratchDirectory;

/// Whether a study whose merge is killed by a fault is what it would be without, when resumed.
void require_nothing_lost(const std::string& fault) {
  INFO(fault);
  const ResultsDescription study = small_results();
  const ScratchDirectory directory;
  leave_unfinished(directory / "a.h5", study, {{0, 4}, {4, 6}});
  const ChildEnd end = end_of(start_child([&] {
    StudyOutput output = resume(directory / "a.h5", study);
    return merge(output, fault) ? 1 : 2;
  }));
  REQUIRE(end.killed_by(SIGKILL));
  {
    StudyOutput output = resume(directory / "a.h5", study);
    CHECK(output.warnings().empty());
    CHECK((output.complete() || output.missing().empty()));
    if (!output.complete()) CHECK(merge(output));
  }
  CHECK(bytes_but_time(directory / "a.h5") == expected_bytes(directory / "b.h5", study));
}

}  // namespace

TEST_CASE("study output: killed while it merges it loses nothing", "[output]") {
  require_nothing_lost("merging");
  require_nothing_lost("merging:2");
}

TEST_CASE("study output: killed when the result is written it loses nothing", "[output]") {
  require_nothing_lost("result_written");
  require_nothing_lost("result_renamed");
}

TEST_CASE("study output: killed while it removes segments it loses nothing", "[output]") {
  require_nothing_lost("removing");
  require_nothing_lost("removed");
}

TEST_CASE("study output: killed while a segment is written it loses that segment", "[output]") {
  const ResultsDescription study = small_results();
  const auto worlds_after = [&](const char* fault) {
    const ScratchDirectory directory;
    const ChildEnd end = end_of(start_child([&] {
      StudyOutput output = resume(directory / "a.h5", study);
      Faults faults = Faults::parse(fault, 0);
      SegmentWriter writer(output.directory().path(), header_of(output, study), 0.0, faults);
      writer.add(made_up_of(study, {0, 4}));
      writer.add(made_up_of(study, {4, 2}));
      writer.commit();
      return 1;
    }));
    CHECK(end.killed_by(SIGKILL));
    const StudyOutput output = resume(directory / "a.h5", study);
    CHECK(output.warnings().empty());
    return output.found().count();
  };
  CHECK(worlds_after("segment_written") == 0);
  CHECK(worlds_after("segment_renamed") == 4);
  CHECK(worlds_after("segment_written:2") == 4);
  CHECK(worlds_after("segment_renamed:2") == 6);
}

}  // namespace bacelab
