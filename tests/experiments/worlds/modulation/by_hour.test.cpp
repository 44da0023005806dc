#include "experiments/worlds/modulation/by_hour.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "experiments/text/document.hpp"
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

}  // namespace bacelab
