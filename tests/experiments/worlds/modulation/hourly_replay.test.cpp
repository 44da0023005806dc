#include "experiments/worlds/modulation/hourly_replay.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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
