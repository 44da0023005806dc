#include "experiments/worlds/modulation/hourly_replay.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "experiments/worlds/world_series.hpp"
#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {

using namespace bacelab::testing;

namespace {

const std::string two = "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [64]\n";

/// Prices of B are a thousand times those of A, which count the hours from 1 (the first hour is
/// negative).
std::string prices(int hours) {
  std::string text = "hour,B,A\n";
  for (int hour = 0; hour < hours; ++hour) {
    const int price = hour == 0 ? -1 : hour + 1;
    text += std::to_string(hour) + "," + std::to_string(1000 * price) + "," +
            std::to_string(price) + "\n";
  }
  return text;
}

double price(const Scenario& world, std::size_t region, int hour) {
  return world.cluster.regions()[RegionIndex(region)].price.at(3600.0 * hour);
}

}  // namespace

TEST_CASE("hourly replay: the hours of the file, from its first", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(3));
  const Scenario world =
      directory.world(two + "[price.replay]\nfile = \"p.csv\"\nstart = \"first\"\n");
  CHECK(price(world, 0, 0) == -1.0);
  CHECK(price(world, 1, 0) == -1000.0);
  CHECK(price(world, 0, 1) == 2.0);
  CHECK(price(world, 1, 2) == 3000.0);
  CHECK(world.horizon_s == 2000.0 * 3600.0);
}

TEST_CASE("hourly replay: after its last hour the file begins again, up to the horizon",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(3));
  const Scenario world = directory.world("[study]\nhorizon_hours = 5\n" + two +
                                         "[price.replay]\nfile = \"p.csv\"\nstart = \"first\"\n");
  CHECK(price(world, 0, 3) == -1.0);
  CHECK(price(world, 0, 4) == 2.0);
  CHECK(price(world, 0, 5) == 2.0);  // the last value holds
  CHECK(price(world, 0, 50) == 2.0);
}

TEST_CASE("hourly replay: every start hour is drawn equally often, one for all regions",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(4));
  const Study study = directory.read(two + "[price.replay]\nfile = \"p.csv\"\n").at(0);
  std::map<double, int> counts;
  constexpr std::size_t worlds = 4000;
  for (std::size_t i = 0; i < worlds; ++i) {
    const Scenario world = generate_world(study.world, world_id(study, 0, i)).scenario;
    const double first = price(world, 0, 0);
    ++counts[first];
    CHECK(price(world, 1, 0) == 1000.0 * first);
  }
  // Chi-squared with 3 degrees of freedom: above 16.27 once in 1,000 seeds.
  double chi_squared = 0.0;
  REQUIRE(counts.size() == 4);
  for (const auto& [hour, count] : counts) {
    const double expected = worlds / 4.0;
    chi_squared += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi_squared < 16.27);
}

TEST_CASE("hourly replay: starts may be whole days, and may leave room for the horizon",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(60));
  const auto firsts = [&](const std::string& keys) {
    const Study study = directory
                            .read("[study]\nhorizon_hours = 57.5\n" + two +
                                  "[price.replay]\nfile = \"p.csv\"\n" + keys)
                            .at(0);
    std::set<double> seen;
    for (std::size_t i = 0; i < 200; ++i) {
      seen.insert(price(generate_world(study.world, world_id(study, 0, i)).scenario, 0, 0));
    }
    return seen;
  };
  CHECK(firsts("start = \"drawn_day\"\n") == std::set<double>{-1.0, 25.0, 49.0});
  CHECK(firsts("at_end = \"refuse\"\n") == std::set<double>{-1.0, 2.0, 3.0});
  CHECK(firsts("at_end = \"refuse\"\nstart = \"first\"\n") == std::set<double>{-1.0});
}

TEST_CASE("hourly replay: what else changes prices multiplies them", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(3));
  const Scenario world = directory.world(two +
                                         "[price.replay]\nfile = \"p.csv\"\nstart = \"first\"\n"
                                         "[price.daily]\namplitude = 0.5\npeak_hour = 1\n");
  CHECK(price(world, 0, 1) == Approx(3.0));
}

TEST_CASE("hourly replay: a file that doesn't fit the study is refused", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", prices(3));
  const std::string replay = "[price.replay]\nfile = \"p.csv\"\n";
  CHECK(directory.message("[regions]\nnames = [\"A\", \"C\"]\n" + replay) ==
        "study.toml:4: price.replay.file = \"p.csv\": has no column 'C'; allowed: a column for "
        "each of "
        "regions.names");
  CHECK(directory.message(two + replay + "at_end = \"refuse\"\n") ==
        "study.toml:6: price.replay.at_end = \"refuse\": the file has 3 hours, fewer than "
        "study.horizon_hours; allowed: \"wrap\", a longer file or a shorter horizon");
  CHECK(directory.message(two + replay + "[region.B]\nusd_per_kwh = 0.1\n") ==
        "study.toml:7: region.B.usd_per_kwh = 0.1: the prices of all regions come from the file of "
        "[price.replay]; allowed: one of the two");
  CHECK(directory.message(two + "[price.replay]\nfile = \"q.csv\"\n") ==
        "q.csv: the file cannot be opened (No such file or directory)");
}

namespace {

/// Dated prices of A, which count the hours of the file from 0.
std::string dated(std::int64_t first_hour, int hours) {
  std::string text = "utc,A\n";
  for (int hour = 0; hour < hours; ++hour) {
    text += utc_hour_text(first_hour + hour) + "," + std::to_string(hour) + "\n";
  }
  return text;
}

constexpr std::int64_t in_2020 = 24 * 18262;  // 2020-01-01 00:00 UTC, a leap year

std::string one(const std::string& study, const std::string& replay) {
  return "[study]\n" + study + "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n" +
         "[price.replay]\nfile = \"p.csv\"\n" + replay;
}

}  // namespace

TEST_CASE("hourly replay: by a calendar, prices are those of their hour", "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", dated(in_2020 + 5, 67));
  const Scenario world = directory.world(one("start = \"2020-01-02T03:00Z\"\n", ""));
  CHECK(price(world, 0, 0) == 22.0);
  CHECK(price(world, 0, 44) == 66.0);
  // 67 hours are two whole days: after the last hour it is two days earlier, at the same hour.
  CHECK(price(world, 0, 45) == 19.0);
  CHECK(price(world, 0, 45 + 47) == 66.0);
  CHECK(price(world, 0, 45 + 48) == 19.0);
  CHECK(directory.message(one("start = \"2020-01-02T03:00Z\"\n", "start = \"first\"\n")) ==
        "study.toml:8: price.replay.start = \"first\": must be one of calendar, drawn_year");
  directory.write("p.csv", prices(3));
  CHECK_THAT(directory.message(one("start = \"2020-01-02T03:00Z\"\n", "")),
             Catch::Contains("has no dates, but study.start puts all files on one calendar"));
  directory.write("p.csv", dated(in_2020, 20));
  CHECK_THAT(directory.message(one("start = \"2020-01-01T03:00Z\"\n", "")),
             Catch::Contains("has less than a day"));
}

TEST_CASE("hourly replay: a world has the prices of one of the whole years", "[worlds]") {
  const StudyDirectory directory;
  // 2020 and 2021 are whole; what is before and after is not drawn.
  directory.write("p.csv", dated(in_2020 - 10, 10 + 8784 + 8760 + 100));
  const auto firsts = [&](const std::string& study, int hour) {
    const Study read = directory.read(one(study, "start = \"drawn_year\"\n")).at(0);
    std::map<double, int> seen;
    for (std::size_t i = 0; i < 400; ++i) {
      ++seen[price(generate_world(read.world, world_id(read, 0, i)).scenario, 0, hour)];
    }
    return seen;
  };
  auto found = firsts("start_hour_utc = 7\n", 0);
  REQUIRE(found.size() == 2);
  CHECK(found.count(17.0) == 1);
  CHECK(found[17.0 + 8784] == Approx(200).margin(33));  // 3.3 standard deviations: 1 in 1,000
  // The year goes round: 2020 after 8,784 hours, 2021 after 8,760.
  found = firsts("horizon_hours = 20000\n", 8770);
  CHECK(found.count(10.0 + 8770) == 1);
  CHECK(found.count(10.0 + 8784 + 10) == 1);
  // February 1 of a calendar in another year.
  found = firsts("start = \"2031-02-01T06:00Z\"\n", 0);
  CHECK(found.count(10.0 + 31 * 24 + 6) == 1);
  CHECK(found.count(10.0 + 8784 + 31 * 24 + 6) == 1);
  directory.write("p.csv", dated(in_2020 + 25, 9000));
  CHECK_THAT(directory.message(one("", "start = \"drawn_year\"\n")),
             Catch::Contains("the file has no year, from January 1 to December 31 of UTC"));
  directory.write("p.csv", prices(900));
  CHECK_THAT(directory.message(one("", "start = \"drawn_year\"\n")),
             Catch::Contains("the file has no dates, and so no years"));
}

TEST_CASE("hourly replay: a year of another zone is one of UTC, but for a day that comes twice",
          "[worlds]") {
  const StudyDirectory directory;
  // 2021 in UTC+01:00: from 23:00 of the day before to 23:00 of December 31.
  directory.write("p.csv", dated(in_2020 + 8784 - 1, 8760));
  const Scenario east = directory.world(one("horizon_hours = 9000\n", "start = \"drawn_year\"\n"));
  CHECK(price(east, 0, 0) == 1.0);
  CHECK(price(east, 0, 24 * 364 - 1) == 24.0 * 364.0);
  CHECK(price(east, 0, 24 * 364) == 1.0);
  // In UTC-06:00 the first six hours are those of the last day.
  directory.write("p.csv", dated(in_2020 + 8784 + 6, 8760));
  const Scenario west = directory.world(one("", "start = \"drawn_year\"\n"));
  CHECK(price(west, 0, 0) == 24.0 * 364.0 - 6.0);
  CHECK(price(west, 0, 6) == 0.0);
}

TEST_CASE("hourly replay: drawn days keep the hour of the day, and their mean is the file's",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", dated(in_2020 + 20, 4 + 24 * 10 + 3));
  const Study read =
      directory.read(one("start_hour_utc = 6\n", "start = \"resampled\"\nblock_days = 3\n")).at(0);
  double sum = 0.0;
  constexpr int worlds = 500;
  constexpr int days = 12;
  for (std::size_t i = 0; i < worlds; ++i) {
    const Scenario world = generate_world(read.world, world_id(read, 0, i)).scenario;
    for (int hour = 0; hour < 24 * days; ++hour) {
      const double found = price(world, 0, hour);
      REQUIRE(std::fmod(found - 4.0, 24.0) == (hour + 6) % 24);
      sum += found;
    }
  }
  // Ten days after the first 4 hours: the mean is 4 + 119.5. Blocks have a standard deviation of
  // 24 sqrt(8.25) = 69 at most, four of them a world: 3.3 standard errors are 5.1.
  CHECK(sum / (worlds * 24.0 * days) == Approx(123.5).margin(5.1));
  CHECK(price_moments(read.world, world_id(read, 0, 0))[0].mean == Approx(123.5));
  CHECK_THAT(directory.message(one("", "start = \"resampled\"\nblock_days = 11\n")),
             Catch::Contains("there are 10 whole days to draw from"));
  CHECK_THAT(directory.message(one("", "start = \"resampled\"\nat_end = \"refuse\"\n")),
             Catch::Contains("has no end"));
}

TEST_CASE("hourly replay: dated prices at another hour of the day than the study are said",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("p.csv", dated(in_2020 + 23, 100));
  const auto notes = [&](const std::string& study, const std::string& replay) {
    return directory.read(one(study, replay)).at(0).world.price.notes;
  };
  CHECK(notes("start_hour_utc = 23\n", "start = \"first\"\n").empty());
  CHECK(notes("start_hour_utc = 23\n", "start = \"drawn_day\"\n").empty());
  CHECK(notes("start = \"drawn\"\n", "").empty());
  REQUIRE(notes("", "start = \"first\"\n").size() == 1);
  CHECK_THAT(notes("", "start = \"first\"\n")[0],
             Catch::EndsWith("p.csv: its prices begin at 23:00 UTC, all else at "
                             "study.start_hour_utc = 0; study.start puts both on one clock"));
  CHECK(notes("", "").size() == 1);
}

}  // namespace bacelab
