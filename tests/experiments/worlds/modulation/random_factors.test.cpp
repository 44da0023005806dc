#include "experiments/worlds/modulation/random_factors.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr double sigma = 0.5;
constexpr double tau = 3.0;
constexpr double delta = 1.0;
const double phi = std::exp(-delta / tau);

/// The factors of the first `steps` pieces of a world.
std::vector<double> factors(std::uint32_t replication, std::size_t steps,
                            const std::string& link = "A\nB") {
  const LognormalAr1 model(sigma, tau, delta);
  const auto pieces = model.make({{1, replication, 0, 0}, "bandwidth", link, {}});
  std::vector<double> values;
  for (std::size_t i = 0; i < steps; ++i) values.push_back(pieces->next().factor);
  return values;
}

/// z of a factor exp(z - sigma^2 / 2).
double log_of(double factor) { return std::log(factor) + 0.5 * sigma * sigma; }

/// z / sigma at one step over many worlds: independent standard normals.
std::vector<double> scaled_at(std::size_t step, std::size_t worlds) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    values.push_back(log_of(factors(i, step + 1)[step]) / sigma);
  }
  return values;
}

}  // namespace

// Over worlds the values are independent, so that plain limits hold; over one long series they are
// not.
TEST_CASE("AR(1): stationary from the beginning", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  for (const std::size_t step : {0U, 1U, 7U}) {
    INFO("step " << step);
    const auto z = scaled_at(step, worlds);
    CHECK(mean_of(z) == Approx(0.0).margin(mean_limit(1.0, worlds)));
    CHECK(variance_about(z, 0.0) == Approx(1.0).margin(mean_limit(std::sqrt(2.0), worlds)));
    CHECK(kolmogorov_smirnov(z, normal_cdf) < kolmogorov_limit);
  }
}

TEST_CASE("AR(1): the mean factor is 1", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  std::vector<double> last;
  for (std::uint32_t i = 0; i < worlds; ++i) last.push_back(factors(i, 4)[3]);
  const double deviation = std::sqrt(std::expm1(sigma * sigma));
  CHECK(mean_of(last) == Approx(1.0).margin(mean_limit(deviation, worlds)));
}

TEST_CASE("AR(1): the correlation over a lag is exp(-lag / tau)", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const auto first = scaled_at(0, worlds);
  for (const std::size_t lag : {1U, 2U, 5U}) {
    INFO("lag " << lag);
    const double expected = std::exp(-static_cast<double>(lag) * delta / tau);
    // The product of two standard normals with correlation r has variance 1 + r^2.
    const double deviation = std::sqrt(1.0 + expected * expected);
    CHECK(correlation(first, scaled_at(lag, worlds), 0.0, 1.0) ==
          Approx(expected).margin(mean_limit(deviation, worlds)));
  }
}

TEST_CASE("AR(1): it moves by independent innovations", "[worlds][statistics]") {
  constexpr std::size_t steps = 20000;
  const auto series = factors(0, steps + 2);
  std::vector<double> innovations;
  for (std::size_t i = 1; i < series.size(); ++i) {
    innovations.push_back((log_of(series[i]) - phi * log_of(series[i - 1])) /
                          (sigma * std::sqrt(1.0 - phi * phi)));
  }
  CHECK(kolmogorov_smirnov(innovations, normal_cdf) < kolmogorov_limit);
  std::vector<double> later(innovations.begin() + 1, innovations.end());
  innovations.pop_back();
  CHECK(std::abs(correlation(innovations, later, 0.0, 1.0)) < correlation_limit(steps));
}

TEST_CASE("AR(1): links fluctuate independently", "[worlds][statistics]") {
  constexpr std::size_t worlds = 5000;
  std::vector<double> ab;
  std::vector<double> ac;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    ab.push_back(log_of(factors(i, 1, "A\nB")[0]) / sigma);
    ac.push_back(log_of(factors(i, 1, "A\nC")[0]) / sigma);
  }
  CHECK(std::abs(correlation(ab, ac, 0.0, 1.0)) < correlation_limit(worlds));
}

TEST_CASE("AR(1): pieces follow each other step by step", "[worlds]") {
  const auto pieces = LognormalAr1(0.1, 100.0, 7.5).make({{}, "bandwidth", "A\nB", {}});
  CHECK(pieces->next().until_s == 7.5);
  CHECK(pieces->next().until_s == 15.0);
  CHECK(pieces->next().until_s == 22.5);
}

TEST_CASE("AR(1): read in hours, and absent without a deviation", "[worlds]") {
  const auto read = [](const char* keys) {
    return LognormalAr1::read(ConfigDocument::parse(keys, "study.toml").root());
  };
  CHECK(read("") == nullptr);
  CHECK(read("sigma = 0") == nullptr);
  const ModulationOwner owner = {{1, 0, 0, 0}, "bandwidth", "A\nB", {}};
  const auto given = read("sigma = 0.2\ncorrelation_hours = 2\nstep_hours = 0.5")->make(owner);
  const auto same = LognormalAr1(0.2, 7200.0, 1800.0).make(owner);
  for (int i = 0; i < 3; ++i) {
    const auto piece = given->next();
    const auto expected = same->next();
    CHECK(piece.factor == expected.factor);
    CHECK(piece.until_s == expected.until_s);
  }
  CHECK(read("sigma = 0.2")->make(owner)->next().until_s == 3600.0);
}

namespace {

constexpr double rate = 1.0 / 40.0;
constexpr double spike_duration = 10.0;  // rate * spike_duration = 1/4
const double share = 1.0 - std::exp(-0.25);

PriceSpikes spikes() { return {rate, spike_duration, 4.0, PriceSpikes::Mean::moves}; }

std::unique_ptr<Modulation> pieces_of(std::uint32_t replication) {
  return spikes().make({{1, replication, 0, 0}, "price", "A", {}});
}

double added_at(std::uint32_t replication, double t) {
  const auto pieces = pieces_of(replication);
  Modulation::Piece piece = pieces->next();
  while (piece.until_s <= t) piece = pieces->next();
  return piece.factor;
}

std::shared_ptr<const PriceSpikes> read_spikes(const std::string& keys) {
  return PriceSpikes::read(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("spikes: their share is stationary from time 0", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  CHECK(spikes().share() == Approx(share));
  const Moments theory = spikes().moments({});
  CHECK(theory.mean == Approx(3.0 * share));
  for (const double t : {0.0, 4.0, 15.0, 300.0}) {
    INFO("time " << t);
    std::vector<double> added;
    for (std::uint32_t i = 0; i < worlds; ++i) added.push_back(added_at(i, t));
    for (const double height : added) REQUIRE((height == 0.0 || height == 3.0));
    CHECK(mean_of(added) ==
          Approx(theory.mean).margin(mean_limit(std::sqrt(theory.variance), worlds)));
  }
}

// Of an M/M/infinity queue: idle times are exponential of mean 1/rate, busy times have the mean
// (e^(rate m) - 1) / rate, and no spike at time t and none at t + lag has the probability
// exp(-rate m (2 - e^(-lag/m))).
TEST_CASE("spikes: quiet times are exponential, spikes as long as overlapping ones are",
          "[worlds][statistics]") {
  const auto pieces = pieces_of(0);
  std::vector<double> quiet;
  std::vector<double> busy;
  double last = 0.0;
  for (int i = 0; i < 20000; ++i) {
    const Modulation::Piece piece = pieces->next();
    (piece.factor == 0.0 ? quiet : busy).push_back(piece.until_s - last);
    last = piece.until_s;
  }
  CHECK(kolmogorov_smirnov(quiet, [](double t) { return exponential_cdf(t * rate); }) <
        kolmogorov_limit);
  const double deviation = std::sqrt(variance_about(busy, mean_of(busy)));
  CHECK(mean_of(busy) ==
        Approx(std::expm1(0.25) / rate).margin(mean_limit(deviation, busy.size())));
}

TEST_CASE("spikes: they are remembered for their duration", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const double lag = 8.0;
  std::vector<double> both_quiet;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    both_quiet.push_back(added_at(i, 5.0) == 0.0 && added_at(i, 5.0 + lag) == 0.0 ? 1.0 : 0.0);
  }
  const double expected = std::exp(-0.25 * (2.0 - std::exp(-lag / spike_duration)));
  CHECK(mean_of(both_quiet) ==
        Approx(expected).margin(mean_limit(std::sqrt(expected * (1.0 - expected)), worlds)));
}

TEST_CASE("spikes: the base is lowered so that the mean stays", "[worlds]") {
  const PriceSpikes keeping(rate, spike_duration, 4.0, PriceSpikes::Mean::stays);
  CHECK(keeping.base_factor() * (1.0 + keeping.moments({}).mean) == Approx(1.0).epsilon(1e-15));
  CHECK(spikes().base_factor() == 1.0);
}

TEST_CASE("spikes: read by the year and in hours", "[worlds]") {
  CHECK(read_spikes("") == nullptr);
  CHECK(read_spikes("starts_per_year = 0\nmultiple = 9") == nullptr);
  const auto given =
      read_spikes("starts_per_year = 876\nmean_hours = 2\nmultiple = -1\nkeep_mean = true");
  CHECK(given->share() == Approx(1.0 - std::exp(-0.2)));
  CHECK(given->moments({}).mean == Approx(-2.0 * given->share()));
  CHECK(given->base_factor() == Approx(1.0 / (1.0 - 2.0 * given->share())));
}

TEST_CASE("spikes: too many of them, and too deep ones for the mean, are refused", "[worlds]") {
  CHECK_THAT(message_of([] { read_spikes("starts_per_year = 8760\nmean_hours = 2"); }),
             Catch::Contains("study.toml:1: starts_per_year = 8760: the spikes overlap most of the "
                             "time; allowed: starts_per_year * mean_hours at most 8760"));
  CHECK_THAT(
      message_of([] {
        read_spikes("starts_per_year = 4000\nmean_hours = 2\nmultiple = -2\nkeep_mean = true");
      }),
      Catch::Contains("study.toml:4: keep_mean = true: no base has its own mean"));
  CHECK_THAT(message_of([] { read_spikes("starts_per_year = -1"); }),
             Catch::Contains("a number >= 0"));
  CHECK_THAT(message_of([] { read_spikes("mean_hours = 0"); }),
             Catch::Contains("a number > 0, in h"));
}

}  // namespace bacelab
