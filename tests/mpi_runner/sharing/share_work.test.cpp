#include "mpi_runner/sharing/share_work.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "mpi_runner/sharing/work_queue.hpp"
#include "tests/mpi_runner/launch/session.hpp"

namespace bacelab {

TEST_CASE("protocol: a range of worlds comes back", "[sharing]") {
  rc::prop("any range", [](std::size_t first, std::size_t count) {
    const Work work = {{first, count}, {count, first}};
    RC_ASSERT(unpack_work(pack(work)) == work);
  });
}

TEST_CASE("protocol: a report comes back", "[sharing]") {
  rc::prop(
      "any report", [](std::size_t worlds, const std::string& failure, const std::string& error) {
        const auto stop =
            *rc::gen::element(StopCause::none, StopCause::user_signal, StopCause::terminate,
                              StopCause::interrupt, StopCause::time_limit, StopCause::failed_run);
        const BlockReport back = unpack_report(pack(BlockReport{worlds, stop, failure, error}));
        RC_ASSERT(back.worlds == worlds);
        RC_ASSERT(back.stop == stop);
        RC_ASSERT(back.failure == failure);
        RC_ASSERT(back.error == error);
      });
}

TEST_CASE("protocol: a message that is cut short is refused", "[sharing]") {
  const auto work = pack(Work{{1, 2}, {3}});
  CHECK_THROWS_AS(unpack_work(std::span(work).first(work.size() - 1)), std::invalid_argument);
  const auto report = pack(BlockReport{3, StopCause::failed_run, "a run", "the disk is full"});
  for (std::size_t size = 0; size < report.size(); ++size) {
    CHECK_THROWS_AS(unpack_report(std::span(report).first(size)), std::invalid_argument);
  }
}

}  // namespace bacelab

// More ranks: run_study under mpirun, by the tests of the program.
namespace bacelab {
namespace {

using namespace bacelab::testing;

/// The first rank alone, and the worlds that it computes.
struct Alone {
  std::vector<WorldRange> blocks;
  std::size_t progress = 0;

  /// `answer` makes the report of the n-th block, from 1; without one all worlds are finished.
  ShareOutcome lead(WorkQueue queue, const StopRequest& stop,
                    const std::function<BlockReport(std::size_t, const WorldRange&)>& answer = {}) {
    return lead_work(
        session(), queue, stop,
        [&](const Work& work) {
          blocks.push_back(work.worlds);
          return answer ? answer(blocks.size(), work.worlds)
                        : BlockReport{work.worlds.count, {}, {}, {}};
        },
        [&](const BlockReport& report) { progress += report.worlds; });
  }
};

WorkQueue eight_blocks() { return {{{0, 4}, {10, 4}}, {100, 1}}; }

}  // namespace

TEST_CASE("share work: alone, the first rank does it all in order", "[sharing]") {
  Alone alone;
  const ShareOutcome outcome = alone.lead(eight_blocks(), StopRequest());
  CHECK(alone.blocks == std::vector<WorldRange>{
                            {0, 1}, {1, 1}, {2, 1}, {3, 1}, {10, 1}, {11, 1}, {12, 1}, {13, 1}});
  CHECK(alone.progress == 8);
  CHECK(outcome.stop == StopCause::none);
  CHECK(outcome.failure.empty());
  CHECK(outcome.error.empty());
}

TEST_CASE("share work: without worlds there is nothing to do", "[sharing]") {
  Alone alone;
  const ShareOutcome outcome = alone.lead(WorkQueue({}, Workers{}), StopRequest());
  CHECK(alone.blocks.empty());
  CHECK(outcome.stop == StopCause::none);
}

TEST_CASE("share work: a request to stop is heard before the next block", "[sharing]") {
  Alone alone;
  const ShareOutcome outcome =
      alone.lead(eight_blocks(), StopRequest(std::chrono::duration<double>(0)));
  CHECK(alone.blocks.empty());
  CHECK(alone.progress == 0);
  CHECK(outcome.stop == StopCause::time_limit);
}

TEST_CASE("share work: a block that was stopped is the last one", "[sharing]") {
  Alone alone;
  const auto answer = [](std::size_t block, const WorldRange&) {
    return block == 3 ? BlockReport{0, StopCause::failed_run, "a run", {}}
                      : BlockReport{1, {}, {}, {}};
  };
  const ShareOutcome outcome = alone.lead(eight_blocks(), StopRequest(), answer);
  CHECK(alone.blocks.size() == 3);
  CHECK(alone.progress == 2);
  CHECK(outcome.stop == StopCause::failed_run);
  CHECK(outcome.failure == "a run");
  CHECK(outcome.error.empty());
}

TEST_CASE("share work: what can't be kept ends the work and is told", "[sharing]") {
  Alone alone;
  const auto answer = [](std::size_t block, const WorldRange&) {
    return block == 2 ? BlockReport{0, {}, {}, "the disk is full"} : BlockReport{1, {}, {}, {}};
  };
  const ShareOutcome outcome = alone.lead(eight_blocks(), StopRequest(), answer);
  CHECK(alone.blocks.size() == 2);
  CHECK(outcome.stop == StopCause::none);
  CHECK(outcome.failure.empty());
  CHECK(outcome.error == "the disk is full");
}

TEST_CASE("share work: a run that failed hides no worlds that can't be kept", "[sharing]") {
  Alone alone;
  const auto answer = [](std::size_t, const WorldRange&) {
    return BlockReport{0, StopCause::failed_run, "a run", "the disk is full"};
  };
  const ShareOutcome outcome = alone.lead(eight_blocks(), StopRequest(), answer);
  CHECK(alone.blocks.size() == 1);
  CHECK(outcome.failure == "a run");
  CHECK(outcome.error == "the disk is full");
}

TEST_CASE("share work: what is thrown ends it", "[sharing]") {
  Alone alone;
  const auto answer = [](std::size_t, const WorldRange&) -> BlockReport {
    throw std::runtime_error("a defect");
  };
  CHECK_THROWS_WITH(alone.lead(eight_blocks(), StopRequest(), answer), "a defect");
  CHECK(alone.blocks.size() == 1);
}

}  // namespace bacelab
