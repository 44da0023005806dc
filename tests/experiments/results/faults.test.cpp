#include "experiments/results/faults.hpp"

#include <catch2/catch.hpp>
#include <csignal>
#include <string>

#include "core/errors.hpp"
#include "tests/support/child_process.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Catch::Contains;

/// Passes a place this many times, in a separate process.
ChildEnd end_after(const std::string& fault, int rank, const std::string& place, int passes) {
  return end_of(start_child([&] {
    Faults faults = Faults::parse(fault, rank);
    for (int i = 0; i < passes; ++i) faults.pass(place);
    return 0;
  }));
}

bool survives(const std::string& fault, int rank, const std::string& place, int passes) {
  const ChildEnd end = end_after(fault, rank, place, passes);
  if (!end.exited_with(0)) CHECK(end.killed_by(SIGKILL));
  return end.exited_with(0);
}

}  // namespace

TEST_CASE("faults: without a choice nothing happens", "[faults]") {
  Faults none;
  for (const auto place : Faults::places) none.pass(place);
  CHECK(survives("", 0, "merging", 10));
}

TEST_CASE("faults: the process is killed when it passes the place", "[faults]") {
  for (const auto place : Faults::places) {
    const std::string name(place);
    INFO(name);
    CHECK_FALSE(survives(name, 0, name, 1));
  }
}

TEST_CASE("faults: the n-th time counts", "[faults]") {
  CHECK(survives("computing:3", 0, "computing", 2));
  CHECK_FALSE(survives("computing:3", 0, "computing", 3));
  CHECK_FALSE(survives("computing:3", 0, "computing", 100));
}

TEST_CASE("faults: other places don't count", "[faults]") {
  CHECK(survives("removed", 0, "removing", 5));
  CHECK(survives("removing:2", 0, "removed", 5));
}

TEST_CASE("faults: a rank may be chosen", "[faults]") {
  CHECK_FALSE(survives("merging:2@1", 1, "merging", 2));
  CHECK(survives("merging:2@1", 1, "merging", 1));
  CHECK(survives("merging:2@1", 0, "merging", 5));
  CHECK_FALSE(survives("merging@0", 0, "merging", 1));
  CHECK(survives("merging@0", 10, "merging", 1));
  CHECK_FALSE(survives("merging", 3, "merging", 1));
}

TEST_CASE("faults: anything else is refused", "[faults]") {
  for (const char* text :
       {"nowhere", "computing:", "computing:x", "computing:0", "computing:-1", "computing:2x",
        "computing@", "computing@x", "computing@-1", "computing:1@", " computing", ":1", "@1",
        "computing@1:2", "computing:99999999999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(Faults::parse(text, 0), InputError);
  }
  CHECK_THROWS_WITH(Faults::parse("nowhere", 0),
                    Contains("'nowhere'") && Contains("computing, segment_written"));
}

}  // namespace bacelab
