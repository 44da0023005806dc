#include "experiments/worlds/modulation/spikes.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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
