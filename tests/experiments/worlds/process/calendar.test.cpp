#include "experiments/worlds/process/calendar.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "experiments/worlds/inputs/price_table.hpp"
#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr std::int64_t first_hour = 24 * 18262;  // 2020-01-01 00:00 UTC, a Wednesday

/// Prices that count the hours since 2020-01-01, for so many days from one on.
std::string prices(int from_hour, int hours) {
  std::string text = "utc,A\n";
  for (int hour = from_hour; hour < from_hour + hours; ++hour) {
    text += utc_hour_text(first_hour + hour) + "," + std::to_string(hour) + "\n";
  }
  return text;
}

/// A job every half hour, at :10 and :40, whose work in hours is the number of the hour since
/// 2020-01-01 and a quarter.
std::string jobs(int from_hour, int hours) {
  std::string text = "submit_utc_s,hours\n";
  for (int half = 2 * from_hour; half < 2 * (from_hour + hours); ++half) {
    text += std::to_string(3600 * first_hour + 1800 * half + 600) + "," + std::to_string(half / 2) +
            ".25\n";
  }
  return text;
}

std::string study(const std::string& keys, const std::string& trace = "", int count = 100,
                  const std::string& replay = "") {
  return "[study]\n" + keys +
         "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[price.replay]\nfile = "
         "\"p.csv\"\n" +
         replay + "[jobs]\ncount = " + std::to_string(count) +
         "\ntemplates = [\"qwen2.5-14b\"]\n[work]\ndistribution = \"trace\"\n[arrivals]\n"
         "process = \"trace\"\n[trace]\nfile = \"t.csv\"\n" +
         trace;
}

double price_at(const Scenario& world, double seconds) {
  return world.cluster.regions()[RegionIndex(0)].price.at(seconds);
}

/// The hour since 2020-01-01 at which a job of the world was recorded.
double recorded_hour(const Scenario& world, const Job& job) {
  return std::floor(job.iterations * world.templates->plan(job.model)->ideal_iteration_s() /
                    3600.0);
}

}  // namespace

TEST_CASE("calendar: jobs and prices of a world are of the same hours", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(0, 24 * 20));
  directory.write("t.csv", jobs(30, 24 * 10));
  for (const char* start : {"2020-01-04T05:00Z", "drawn", "drawn_day"}) {
    const Study read =
        directory.read(study(std::string("start = \"") + start + "\"\n", "", 60)).at(0);
    std::set<double> starts;
    for (std::size_t i = 0; i < 300; ++i) {
      const WorldId id = world_id(read, 0, i);
      const Scenario world = generate_world(read.world, id).scenario;
      const double first = price_at(world, 0.0);
      starts.insert(first);
      CHECK(start_hour_of(read.world, id) == std::fmod(first, 24.0));
      for (const Job& job : world.jobs) {
        if (recorded_hour(world, job) < first) break;  // the trace has begun again
        REQUIRE(price_at(world, job.arrival_s) == recorded_hour(world, job));
        REQUIRE(std::fmod(job.arrival_s, 1800.0) == 600.0);
      }
    }
    INFO(start);
    if (std::string(start) == "drawn") CHECK(starts.size() > 120);  // of 240
    if (std::string(start) == "drawn") CHECK((*starts.begin() >= 30 && *starts.rbegin() < 270));
    if (std::string(start) == "drawn_day") CHECK(starts.size() == 10);
    if (std::string(start) == "2020-01-04T05:00Z") CHECK(starts == std::set<double>{77.0});
  }
}

TEST_CASE("calendar: a trace that begins again does so at the same hour of the day", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(0, 24 * 20));
  directory.write("t.csv", jobs(30, 60));
  const Scenario world = directory.world(study("start = \"2020-01-02T06:00Z\"\n", "", 150));
  // 120 jobs in 60 h: the next round begins after 72 h.
  CHECK(world.jobs[JobIndex(119)].arrival_s == 3600.0 * 59.0 + 2400.0);
  CHECK(world.jobs[JobIndex(120)].arrival_s == 3600.0 * 72.0 + 600.0);
}

TEST_CASE("calendar: the days that are drawn are the same for jobs and prices", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(0, 24 * 20));
  directory.write("t.csv", jobs(30, 24 * 10));
  const Study read =
      directory.read(study("start = \"resampled\"\nblock_days = 2\n", "", 480)).at(0);
  std::set<double> starts;
  double sum = 0.0;
  constexpr std::size_t worlds = 200;
  for (std::size_t i = 0; i < worlds; ++i) {
    const WorldId id = world_id(read, 0, i);
    const Scenario world = generate_world(read.world, id).scenario;
    starts.insert(price_at(world, 0.0));
    CHECK(start_hour_of(read.world, id) == 0.0);
    for (const Job& job : world.jobs) {
      REQUIRE(price_at(world, job.arrival_s) == recorded_hour(world, job));
      sum += recorded_hour(world, job) / 480.0;
    }
  }
  // The whole days in both files are 9: from hour 48 to hour 264.
  CHECK(starts.size() == 9);
  CHECK((*starts.begin() == 48.0 && *starts.rbegin() == 240.0));
  // Their mean; five blocks a world, each of a standard deviation of 62 h at most.
  CHECK(sum / worlds == Approx(155.5).margin(3.3 * 62.0 / std::sqrt(5.0 * worlds)));
}

TEST_CASE("calendar: the horizon follows the recorded jobs", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(0, 24 * 20));
  directory.write("t.csv", jobs(30, 24 * 10));
  const auto horizon = [&](const std::string& keys, int count) {
    return directory.read(study(keys, "", count)).at(0).world.horizon_s / 3600.0;
  };
  CHECK(horizon("", 4800) == 2000.0);
  // Ten rounds of 240 h, one more and a day each.
  CHECK(horizon("start = \"drawn\"\n", 4800) == 2000.0 + 11 * 264);
  CHECK(horizon("start = \"drawn\"\nhorizon_hours = 100\n", 4800) == 100.0);
}

TEST_CASE("calendar: a start that the files do not have is refused", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(0, 24 * 20));
  directory.write("t.csv", jobs(30, 24 * 10));
  const auto message = [&](const std::string& keys, const std::string& trace = "", int count = 60,
                           const std::string& replay = "") {
    return directory.message(study(keys, trace, count, replay));
  };
  for (const char* wrong : {"2023-02-30T00:00Z", "2020-01-04", "2020-01-04T05:30Z", "drawn_year",
                            "2020-01-04T05:00+01:00", ""}) {
    CHECK(message(std::string("start = \"") + wrong + "\"\n") ==
          std::string("study.toml:2: study.start = \"") + wrong +
              "\": is not the beginning of an hour that exists; allowed: an hour of UTC such as "
              "\"2023-02-10T00:00Z\", \"drawn\", \"drawn_day\" or \"resampled\"");
  }
  CHECK(message("start = \"2020-01-02T05:00Z\"\n") ==
        "study.toml:2: study.start = \"2020-01-02T05:00Z\": is before t.csv (2020-01-02 06:00 to "
        "2020-01-12 06:00 UTC); allowed: an hour of this time and the other file's");
  CHECK_THAT(message("start = \"2020-01-12T06:00Z\"\n"), Catch::Contains("is after the end of"));
  CHECK_THAT(message("start = \"2020-01-12T05:00Z\"\n", "at_end = \"refuse\"\n"),
             Catch::Contains("leaves too little of t.csv, with trace.at_end = \"refuse\"; allowed: "
                             "2020-01-11 00:00 at most, or at_end = \"wrap\""));
  CHECK_THAT(message("start = \"2020-01-04T05:00Z\"\nstart_hour_utc = 5\n"),
             Catch::Contains("study.start_hour_utc = 5: study.start says which hour of the day"));
  CHECK_THAT(message("start = \"2020-01-04T05:00Z\"\n", "start = \"drawn\"\n"),
             Catch::Contains("trace.start = \"drawn\": study.start says when time 0 is"));
  CHECK_THAT(message("start = \"2020-01-04T05:00Z\"\n", "load = 0.5\n"),
             Catch::Contains("times that are scaled have no dates"));
  CHECK_THAT(message("start = \"resampled\"\nblock_days = 10\n"),
             Catch::Contains("study.block_days = 10: there are 9 whole days to draw from"));
  CHECK_THAT(message("start = \"resampled\"\n", "at_end = \"refuse\"\n"),
             Catch::Contains("days that are drawn (start = \"resampled\") have no end"));
  CHECK_THAT(message("start = \"drawn\"\nblock_days = 7\n"),
             Catch::Contains("unknown key 'study.block_days'"));
  directory.write("p.csv", prices(24 * 30, 24 * 20));
  CHECK_THAT(
      message("start = \"2020-01-04T05:00Z\"\n"),
      Catch::Contains("is before p.csv") &&
          Catch::EndsWith("or price.replay.start = \"drawn_year\" for prices of other years"));
  CHECK_THAT(message("start = \"drawn\"\n"),
             Catch::Contains("no hour is in all files with enough left after it: t.csv"));
  // Prices of other years go with any date.
  directory.write("p.csv", prices(-8760, 8760 + 8784));
  CHECK(message("start = \"drawn\"\n", "", 60, "start = \"drawn_year\"\n").empty());
  directory.write("t.csv", "submit_s,hours\n0,1\n10,1\n");
  CHECK_THAT(message("start = \"drawn\"\n"),
             Catch::Contains("trace.file = \"t.csv\": has no dates, but study.start puts all files "
                             "on one calendar; allowed: a file with a column submit_utc_s"));
  CHECK_THAT(directory.message("[study]\nstart = \"drawn\"\n[regions]\nnames = [\"A\"]\n"),
             Catch::Contains("there is no file with dates to draw from"));
}

TEST_CASE("calendar: what follows the day starts at the hour of a date", "[worlds]") {
  const StudyDirectory directory;
  const std::string rest =
      "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[region.A]\nusd_per_kwh = 1\n"
      "[price.daily]\namplitude = 0.5\npeak_hour = 18\n";
  const Scenario dated = directory.world("[study]\nstart = \"2020-02-29T18:00Z\"\n" + rest);
  const Scenario plain = directory.world("[study]\nstart_hour_utc = 18\n" + rest);
  CHECK(price_at(dated, 0.0) == 1.5);
  for (const double hour : {0.0, 5.0, 17.0}) {
    CHECK(price_at(dated, 3600.0 * hour) == price_at(plain, 3600.0 * hour));
  }
}

}  // namespace bacelab
