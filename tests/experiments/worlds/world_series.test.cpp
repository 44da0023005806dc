#include "experiments/worlds/world_series.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

OutageChain chain(double remaining) { return {9000.0, 1000.0, remaining}; }

Series capacity(std::uint32_t replication, double horizon_s = 1e5) {
  return capacity_series(30, chain(0.35), {{1, replication, 0, 0}, "capacity", "A", {}}, horizon_s);
}

}  // namespace

TEST_CASE("capacity: what remains is rounded down, but not by rounding errors", "[worlds]") {
  CHECK(gpus_in_outage(30, chain(0.35)) == 10);
  CHECK(gpus_in_outage(100, chain(0.29)) == 29);  // 100 * 0.29 is below 29 in doubles
  CHECK(gpus_in_outage(7, chain(0.0)) == 0);
  CHECK(gpus_in_outage(7, chain(1.0)) == 7);
}

TEST_CASE("capacity: all GPUs or those that remain, in turn, up to the horizon", "[worlds]") {
  const Series series = capacity(0);
  const std::size_t breakpoints = series.complete();
  REQUIRE(breakpoints > 5);
  for (std::size_t i = 0; i < breakpoints; ++i) {
    CHECK((series.value(i) == 30.0 || series.value(i) == 10.0));
    if (i > 0) CHECK(series.value(i) != series.value(i - 1));
  }
  CHECK(series.time(breakpoints - 1) < 1e5);
}

TEST_CASE("capacity: mean and variance as in theory", "[worlds][statistics]") {
  constexpr std::size_t worlds = 10000;
  const Moments theory = capacity_moments(30, chain(0.35));
  CHECK(theory.mean == Approx(28.0));
  CHECK(theory.variance == Approx(0.09 * 400.0));
  std::vector<double> gpus;
  for (std::uint32_t i = 0; i < worlds; ++i) gpus.push_back(capacity(i).at(20000.0));
  CHECK(mean_of(gpus) ==
        Approx(theory.mean).margin(mean_limit(std::sqrt(theory.variance), worlds)));
}

namespace {

std::vector<RegionModel> named(std::size_t count) {
  std::vector<RegionModel> regions(count);
  for (std::size_t i = 0; i < count; ++i) regions[i].name = "R" + std::to_string(i);
  return regions;
}

bool contains(const std::vector<LinkEnds>& links, const LinkEnds& wanted) {
  return std::any_of(links.begin(), links.end(), [&](const LinkEnds& link) {
    return link.a == wanted.a && link.b == wanted.b;
  });
}

}  // namespace

TEST_CASE("probability 1 links all pairs, 0 none") {
  CHECK(draw_links(named(40), 1.0, 7).size() == 780);
  CHECK(draw_links(named(40), 0.0, 7).empty());
}

TEST_CASE("about the given part of the pairs is linked, others with another seed") {
  const auto links = draw_links(named(200), 0.1, 1);
  // 19,900 pairs: 4 standard deviations, false alarm below 1e-4 for a seed.
  CHECK(std::abs(static_cast<double>(links.size()) - 1990.0) < 4.0 * std::sqrt(19900.0 * 0.09));
  const auto others = draw_links(named(200), 0.1, 2);
  const auto shared = std::count_if(links.begin(), links.end(),
                                    [&](const LinkEnds& link) { return contains(others, link); });
  CHECK(shared < 300);
}

TEST_CASE("a further region changes no link between the others") {
  const auto few = draw_links(named(30), 0.2, 1);
  auto more = draw_links(named(31), 0.2, 1);
  std::erase_if(more, [](const LinkEnds& link) { return link.b == RegionIndex(30); });
  REQUIRE(few.size() == more.size());
  for (std::size_t i = 0; i < few.size(); ++i) {
    CHECK(few[i].a == more[i].a);
    CHECK(few[i].b == more[i].b);
  }
}

namespace {

/// Two regions with known bases; `keys` come last.
Study study_with(const std::string& keys) {
  return study_of(
      "[study]\nhorizon_hours = 200\n[jobs]\ntemplates = [\"qwen2.5-14b\"]\n"
      "[regions]\nnames = [\"A\", \"B\"]\n[region.A]\nusd_per_kwh = 0.2\ngpus = 64\n"
      "[region.B]\nusd_per_kwh = -0.1\ngpus = 64\nutc_offset_hours = 6\n"
      "[network]\nbandwidth = \"equal\"\nlink_gbps = 10\n" +
      keys);
}

const std::string lively_prices =
    "[price.daily]\namplitude = 0.4\n[price.fluctuation]\nsigma = 0.5\ncorrelation_hours = 6\n"
    "[price.spikes]\nstarts_per_year = 600\nmean_hours = 3\nmultiple = 4\n";

/// What `look` sees at each hour of the second day, in many worlds: a mean over the day and its
/// square for each world.
struct DayMeans {
  std::vector<double> value;
  std::vector<double> square;
};

template <class Look>
DayMeans day_means(const Study& study, std::size_t worlds, const Look& look) {
  DayMeans means;
  for (std::size_t i = 0; i < worlds; ++i) {
    const Scenario world = world_of(study, i).scenario;
    const Series& series = look(world);
    double sum = 0.0;
    double squares = 0.0;
    for (int hour = 24; hour < 48; ++hour) {
      const double value = series.at(3600.0 * hour + 1.0);
      sum += value / 24.0;
      squares += value * value / 24.0;
    }
    means.value.push_back(sum);
    means.square.push_back(squares);
  }
  return means;
}

void check_against(const DayMeans& seen, const Moments& theory) {
  const auto limit = [](const std::vector<double>& sample) {
    return mean_limit(std::sqrt(variance_about(sample, mean_of(sample))), sample.size());
  };
  CHECK(mean_of(seen.value) == Approx(theory.mean).margin(limit(seen.value)));
  CHECK(mean_of(seen.square) ==
        Approx(theory.variance + theory.mean * theory.mean).margin(limit(seen.square)));
}

const Region& region(const Scenario& world, std::size_t r) {
  return world.cluster.regions()[RegionIndex(r)];
}
const Link& link(const Scenario& world) { return world.cluster.links()[LinkIndex(0)]; }

}  // namespace

TEST_CASE("world series: prices have the mean and variance of the theory", "[worlds][statistics]") {
  const Study study = study_with(lively_prices);
  const auto theory = price_moments(study.world, world_id(study, 0, 0));
  CHECK(theory[0].mean == Approx(0.2 * (1.0 + 3.0 * -std::expm1(-1800.0 / 8760.0))));
  CHECK(theory[1].mean == Approx(-0.5 * theory[0].mean));
  for (const std::size_t r : {0U, 1U}) {
    check_against(day_means(study, 1500,
                            [&](const Scenario& w) -> const Series& { return region(w, r).price; }),
                  theory[r]);
  }
}

TEST_CASE("world series: with keep_mean spikes leave the mean price unchanged",
          "[worlds][statistics]") {
  const Study study = study_with(lively_prices + "keep_mean = true\n");
  const auto theory = price_moments(study.world, world_id(study, 0, 0));
  CHECK(theory[0].mean == Approx(0.2).epsilon(1e-14));
  check_against(
      day_means(study, 1500, [](const Scenario& w) -> const Series& { return region(w, 0).price; }),
      theory[0]);
}

TEST_CASE("world series: a price is the curve times the fluctuation plus the spikes", "[worlds]") {
  const std::string daily = "[price.daily]\namplitude = 0.4\n";
  const std::string noise = "[price.fluctuation]\nsigma = 0.5\ncorrelation_hours = 6\n";
  const std::string spikes =
      "[price.spikes]\nstarts_per_year = 600\nmean_hours = 3\nmultiple = 4\n";
  std::vector<Scenario> worlds;
  for (const std::string& keys : {lively_prices, daily, noise, spikes}) {
    worlds.push_back(world_of(study_with(keys)).scenario);
  }
  const auto price = [&](std::size_t world, double t) {
    return region(worlds[world], 0).price.at(t);
  };
  double highest = 0.0;
  for (double t = 0.0; t < 200.0 * 3600.0; t += 1700.0) {
    REQUIRE(price(0, t) == Approx(price(1, t) * price(2, t) / 0.2 + price(3, t) - 0.2));
    highest = std::max(highest, price(3, t));
  }
  CHECK(highest == Approx(0.8));
}

TEST_CASE("world series: fluctuations of prices are correlated as asked for",
          "[worlds][statistics]") {
  constexpr std::size_t worlds = 4000;
  const double rho = GENERATE(0.0, 0.6, 1.0);
  INFO("region_correlation " << rho);
  const Study study =
      study_with("[price.fluctuation]\nsigma = 0.5\ncorrelation_hours = 6\nregion_correlation = " +
                 std::to_string(rho) + "\n");
  std::vector<double> products;
  std::vector<double> own;
  for (std::size_t i = 0; i < worlds; ++i) {
    const Scenario world = world_of(study, i).scenario;
    const auto z = [&](std::size_t r, double base) {
      return (std::log(region(world, r).price.at(9000.0) / base) + 0.125) / 0.5;
    };
    products.push_back(z(0, 0.2) * z(1, -0.1));
    own.push_back(z(1, -0.1));
  }
  CHECK(kolmogorov_smirnov(own, normal_cdf) < kolmogorov_limit);
  CHECK(mean_of(products) == Approx(rho).margin(mean_limit(std::sqrt(1.0 + rho * rho), worlds)));
}

TEST_CASE("world series: bandwidths have the mean and variance of the theory",
          "[worlds][statistics]") {
  const Study study = study_with(
      "scale = 0.5\n[network.fluctuation]\nsigma = 0.3\n[network.daily]\namplitude = 0.4\n"
      "[network.outages]\nmean_hours_between = 20\nmean_hours = 2\nremaining_fraction = 0.25\n");
  const auto theory = bandwidth_moments(study.world, world_id(study, 0, 0));
  CHECK(theory[0].mean == Approx(5e9 * (1.0 - 0.75 / 11.0)));
  check_against(
      day_means(study, 1500, [](const Scenario& w) -> const Series& { return link(w).bandwidth; }),
      theory[0]);
}

TEST_CASE("world series: the scheduler sees late prices and bandwidths, the truth stays",
          "[worlds]") {
  const std::string truth = lively_prices + "[network.fluctuation]\nsigma = 0.3\n";
  const Scenario exact = world_of(study_with(truth)).scenario;
  const Scenario late = world_of(study_with(truth + "[price.observed]\ndelay_minutes = 90\n"
                                                    "[network.observed]\ndelay_minutes = 30\n"))
                            .scenario;
  CHECK_FALSE(region(exact, 0).observed_price);
  CHECK_FALSE(link(exact).observed_bandwidth);
  REQUIRE(region(late, 0).observed_price);
  REQUIRE(link(late).observed_bandwidth);
  for (double t = 0.0; t < 100.0 * 3600.0; t += 1300.0) {
    REQUIRE(region(late, 0).price.at(t) == region(exact, 0).price.at(t));
    REQUIRE(region(late, 0).price_seen().at(t + 5400.0) == region(exact, 0).price.at(t));
    REQUIRE(link(late).bandwidth_seen().at(t + 1800.0) == link(exact).bandwidth.at(t));
  }
  CHECK(region(late, 0).price_seen().at(10.0) == region(exact, 0).price.at(0.0));
}

TEST_CASE("world series: GPUs fail where the study says so", "[worlds]") {
  CHECK_FALSE(region(world_of(study_with("")).scenario, 0).capacity);
  const Study study = study_with("[regions.outages]\nmean_hours_between = 10\nmean_hours = 5\n");
  const Scenario world = world_of(study).scenario;
  CHECK(world.horizon_s == 200.0 * 3600.0);
  REQUIRE(region(world, 0).capacity);
  bool failed = false;
  for (double t = 0.0; t < 200.0 * 3600.0; t += 900.0) {
    const double gpus = region(world, 0).capacity->at(t);
    REQUIRE((gpus == 64.0 || gpus == 25.0));
    failed = failed || gpus == 25.0;
  }
  CHECK(failed);
}

}  // namespace bacelab
