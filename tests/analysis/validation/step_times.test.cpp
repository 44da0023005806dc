#include "analysis/validation/step_times.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "tests/analysis/validation/made_up.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;
using Catch::EndsWith;

const std::string good = "M,g,yes,gpipe,2,1,8,4,64,128,2,10,0.5,yes,1.5,Them,page 3\n";

std::string message_with(const std::string& what, const std::string& other) {
  std::string rows = good;
  rows.replace(rows.find(what), what.size(), other);
  return message_of([&] { static_cast<void>(sample::step_times(rows)); });
}

}  // namespace

TEST_CASE("step times: a row has the units of the model", "[validation]") {
  const StepTimes table =
      sample::step_times(good + "M,g,no,one_f_one_b,4,3,16,4,64,128,4,,,no,2,Them,page 3\n");
  REQUIRE(table.rows.size() == 2);
  const StepTime& row = table.rows[0];
  CHECK(row.line == 2);
  CHECK(row.is_fitted);
  CHECK(row.schedule == Schedule::gpipe);
  CHECK(row.boundary_bytes == 2.0 * 1 * 64 * 128);
  REQUIRE(row.link.has_value());
  CHECK(row.link->bit_per_s == 10e9);
  CHECK(row.link->delay_s == 0.5e-3);
  CHECK(row.recompute);
  CHECK(row.texts[table.column("source", "--by")] == "page 3");
  const StepTime& other = table.rows[1];
  CHECK_FALSE(other.is_fitted);
  CHECK_FALSE(other.link.has_value());
  CHECK_FALSE(other.recompute);
  CHECK(other.boundary_bytes == 4.0 * 3 * 64 * 128);
}

TEST_CASE("step times: each wrong value is told with line, column and what is allowed",
          "[validation]") {
  CHECK(message_with("M,", "M,").empty());
  CHECK_THAT(message_with("M,g", "M,"), EndsWith("steps.csv:2: group (empty): is empty"));
  CHECK_THAT(message_with(",yes,g", ",YES,g"),
             EndsWith("steps.csv:2: fit = YES: must be yes or no"));
  CHECK_THAT(message_with("gpipe", "gpip"),
             EndsWith("steps.csv:2: schedule = gpip: must be one of overlapped, gpipe, "
                      "one_f_one_b, zero_bubble (did you mean 'gpipe'?)"));
  CHECK_THAT(message_with("gpipe,2", "gpipe,0"),
             EndsWith("steps.csv:2: stages = 0: must be an integer in [1, 1024]"));
  CHECK_THAT(message_with("gpipe,2", "gpipe,5"),
             EndsWith("steps.csv:2: stages = 5: must be at most the number of layers, 4"));
  CHECK_THAT(message_with("1,8,4", "1,8.5,4"), Contains("micro_batches = 8.5: must be an integer"));
  CHECK_THAT(message_with("2,10", "17,10"),
             Contains("bytes_per_value = 17: must be") && EndsWith("in bytes"));
  CHECK_THAT(message_with("10,0.5", "0,0.5"),
             Contains("gbit_per_s = 0: must be") && EndsWith("in Gbit/s"));
  CHECK_THAT(message_with("10,0.5", "10,-1"), Contains("delay_ms = -1: must be"));
  CHECK_THAT(message_with("10,0.5", "10,"), Contains("delay_ms (empty): gbit_per_s and delay_ms"));
  CHECK_THAT(message_with("10,0.5", ",1"), Contains("gbit_per_s (empty): gbit_per_s and delay_ms"));
  CHECK_THAT(message_with("yes,1.5", "1,1.5"),
             EndsWith("steps.csv:2: recompute = 1: must be yes or no"));
  CHECK_THAT(message_with("1.5", "nan"), Contains("seconds = nan: must be a number in"));
  CHECK_THAT(message_with("page 3", ""), EndsWith("steps.csv:2: source (empty): is empty"));
}

TEST_CASE("step times: a column that is missing, and one asked for, are named", "[validation]") {
  const sample::ScratchDirectory directory;
  std::ofstream(directory / "few.csv") << "check,group,fits\n";
  CHECK_THAT(message_of([&] { static_cast<void>(read_step_times(directory / "few.csv")); }),
             EndsWith("few.csv: there is no column 'fit' (did you mean 'fits'?); its columns are "
                      "check, group, fits"));
  const StepTimes table = sample::step_times(good);
  CHECK_THAT(
      message_of([&] { static_cast<void>(table.column("stage", "--by")); }),
      Contains("--by stage: ") && Contains("(did you mean 'stages'?); its columns are check"));
}

TEST_CASE("step times: a group has exactly one row that is fitted", "[validation]") {
  const auto message = [](const std::string& rows) {
    return message_of([&] { static_cast<void>(sample::step_times(rows)); });
  };
  CHECK_THAT(message(good + good),
             EndsWith("steps.csv:3: fit = yes: the group 'g' of the check 'M' has a row with fit = "
                      "yes in line 2 already; allowed: one"));
  std::string other = good;
  other.replace(other.find("M,g,yes"), 7, "k,g,no");
  CHECK_THAT(message(good + other),
             Contains("steps.csv:3: fit = no: the group 'g' of the check 'k' has no row with"));
}

}  // namespace bacelab
