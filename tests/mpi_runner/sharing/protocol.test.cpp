#include "mpi_runner/sharing/protocol.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <span>
#include <stdexcept>
#include <string>

namespace bacelab {

TEST_CASE("protocol: a range of worlds comes back", "[sharing]") {
  rc::prop("any range", [](std::size_t first, std::size_t count) {
    const WorldRange range = {first, count};
    RC_ASSERT(unpack_range(pack(range)) == range);
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
  const auto range = pack(WorldRange{1, 2});
  CHECK_THROWS_AS(unpack_range(std::span(range).first(range.size() - 1)), std::invalid_argument);
  const auto report = pack(BlockReport{3, StopCause::failed_run, "a run", "the disk is full"});
  for (std::size_t size = 0; size < report.size(); ++size) {
    CHECK_THROWS_AS(unpack_report(std::span(report).first(size)), std::invalid_argument);
  }
}

}  // namespace bacelab
