#include "app/check/horizon_note.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

/// The note on two jobs, an hour and 1,000 h after time 0, of 100 h each.
std::string note_on(const std::string& study, const std::string& more, int count = 2) {
  const testing::StudyDirectory directory;
  directory.write("t.csv", "submit_s,hours\n0,100\n3600000,100\n");
  directory.write("p.csv", "hour,A\n0,1\n1,3\n");
  const Study read = directory
                         .read("[study]\n" + study +
                               "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[jobs]\ncount = " +
                               std::to_string(count) + "\n" +
                               "[work]\ndistribution = \"trace\"\n[arrivals]\nprocess = \"trace\"\n"
                               "[trace]\nfile = \"t.csv\"\n" +
                               more)
                         .at(0);
  return horizon_note(read).value_or("");
}

const std::string replay = "[price.replay]\nfile = \"p.csv\"\n";

}  // namespace

TEST_CASE("horizon note: nothing where the horizon is far enough, or nothing changes", "[check]") {
  CHECK(note_on("horizon_hours = 1101\n", replay).empty());
  CHECK(note_on("horizon_hours = 10\n", "").empty());
}

TEST_CASE("horizon note: for how long prices are frozen, and how much they vary", "[check]") {
  CHECK(
      note_on("horizon_hours = 880\n", replay) ==
      "runs take 1100 h or more, but nothing changes after study.horizon_hours = 880: for 20 % of "
      "the time prices, which vary by 50 % (sd / mean), keep their last value");
  CHECK(
      note_on("horizon_hours = 550\n",
              "[regions.outages]\nmean_hours_between = 10\nmean_hours = 1\n") ==
      "runs take 1100 h or more, but nothing changes after study.horizon_hours = 550: for 50 % of "
      "the time all keeps its last value");
}

TEST_CASE("horizon note: worlds of many jobs are judged by their rate", "[check]") {
  // Two jobs in 2,000 h: 300,000 in 3e8 h.
  CHECK_THAT(note_on("horizon_hours = 2000\n", replay, 300'000),
             Catch::StartsWith("runs take 300000000 h or more, but"));
}

}  // namespace bacelab
