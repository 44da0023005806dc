#include "experiments/worlds/modulation/by_hour.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <numbers>
#include <set>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/worlds/study_directory.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// The price at an hour of the study, by the formula: constant over each hour, value at its begin.
double expected_price(double base, double hour, double utc_offset) {
  const double amplitude = 0.4;
  const double peak = 17.5;
  const double start = 6.25;
  const double local = start + utc_offset + std::floor(hour);
  return base * (1.0 + amplitude * std::cos(2.0 * std::numbers::pi * (local - peak) / 24.0));
}

}  // namespace

TEST_CASE("daily curve: the formula, in local time", "[worlds]") {
  const Study study = study_of(R"(
[study]
horizon_hours = 100
start_hour_utc = 6.25
[jobs]
templates = ["qwen2.5-14b"]
[regions]
names = ["London", "Tokyo", "Caracas"]
[region.London]
usd_per_kwh = 0.2
[region.Tokyo]
usd_per_kwh = 0.3
utc_offset_hours = 9
[region.Caracas]
usd_per_kwh = -0.1
utc_offset_hours = -4.5
[price.daily]
amplitude = 0.4
peak_hour = 17.5
)");
  const Scenario world = world_of(study).scenario;
  for (const double hour : {0.0, 0.5, 1.0, 6.999, 23.0, 24.0, 47.5, 99.9}) {
    INFO("hour " << hour);
    const auto price = [&](std::size_t region) {
      return world.cluster.regions()[RegionIndex(region)].price.at(3600.0 * hour);
    };
    CHECK(price(0) == Approx(expected_price(0.2, hour, 0.0)).epsilon(1e-12));
    CHECK(price(1) == Approx(expected_price(0.3, hour, 9.0)).epsilon(1e-12));
    CHECK(price(2) == Approx(expected_price(-0.1, hour, -4.5)).epsilon(1e-12));
  }
}

TEST_CASE("daily curve: its mean over a day is 1 and it peaks at the local peak hour", "[worlds]") {
  const DailyCurve curve(0.8, 18.0);
  const double local_hour = 8.0;
  const auto pieces = curve.make({{}, "price", "A", {&local_hour, 1}});
  double sum = 0.0;
  for (int hour = 0; hour < 24; ++hour) {
    const Modulation::Piece piece = pieces->next();
    CHECK(piece.until_s == 3600.0 * (hour + 1));
    if (hour == 10) CHECK(piece.factor == Approx(1.8));  // 8 + 10 = 18 o'clock
    if (hour == 22) CHECK(piece.factor == Approx(0.2));
    sum += piece.factor;
  }
  CHECK(sum / 24.0 == Approx(1.0).epsilon(1e-14));
}

TEST_CASE("daily curve: absent without an amplitude", "[worlds]") {
  const auto read = [](const char* keys) {
    return DailyCurve::read_price(ConfigDocument::parse(keys, "study.toml").root());
  };
  CHECK(read("") == nullptr);
  CHECK(read("amplitude = 0\npeak_hour = 12") == nullptr);
  CHECK(read("amplitude = 0.1") != nullptr);
}

TEST_CASE("daily curve: a bandwidth is lowest at the busy hour, with half of it from each end",
          "[worlds]") {
  const Study study = study_of(R"(
[study]
horizon_hours = 48
start_hour_utc = 20
[jobs]
templates = ["qwen2.5-14b"]
[regions]
names = ["London", "Lisbon", "Tokyo"]
[region.Tokyo]
utc_offset_hours = 9
[network]
bandwidth = "equal"
link_gbps = 10
[network.daily]
amplitude = 0.5
busy_hour = 20
)");
  const Scenario world = world_of(study).scenario;
  const auto& links = world.cluster.links();
  const auto gbps = [&](std::size_t link, double hour) {
    return links[LinkIndex(link)].bandwidth.at(3600.0 * hour) / 1e9;
  };
  CHECK(gbps(0, 0.0) == Approx(5.0));  // London to Lisbon: 20 o'clock at both ends
  CHECK(gbps(0, 12.0) == Approx(15.0));
  CHECK(gbps(0, 24.0) == Approx(5.0));
  const double tokyo = std::cos(2.0 * std::numbers::pi * 9.0 / 24.0);
  CHECK(gbps(1, 0.0) == Approx(10.0 * (1.0 - 0.5 * 0.5 * (1.0 + tokyo))));
}

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

}  // namespace bacelab
