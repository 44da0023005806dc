#include "experiments/worlds/process/observation.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/support/counting_source.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

RandomStream noise(std::uint32_t replication = 0) {
  return {{1, replication, 0, 0}, "price.observed", "A"};
}

Series stairs() { return {{0.0, 100.0, 250.0}, {5.0, 7.0, -2.0}}; }

Observation read(const char* keys) {
  return Observation::read(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("observation: late by the delay, the first value until the second is seen", "[worlds]") {
  const Series seen = Observation(60.0, 0.0).seen(stairs(), noise());
  CHECK(seen.at(0.0) == 5.0);
  CHECK(seen.at(159.0) == 5.0);
  CHECK(seen.at(160.0) == 7.0);
  CHECK(seen.at(309.0) == 7.0);
  CHECK(seen.at(310.0) == -2.0);
  CHECK(seen.complete() == 3);
}

TEST_CASE("observation: the noise is drawn independently at each breakpoint", "[worlds]") {
  const double sigma = 0.3;
  const Series seen = Observation(0.0, sigma).seen(stairs(), noise());
  for (std::uint32_t i = 0; i < 3; ++i) {
    const double error = std::exp(sigma * noise().normal(i) - 0.5 * sigma * sigma);
    REQUIRE(seen.has(i));
    CHECK(seen.time(i) == stairs().time(i));
    CHECK(seen.value(i) == Approx(stairs().value(i) * error).epsilon(1e-14));
  }
}

TEST_CASE("observation: the mean of the noise is 1", "[worlds][statistics]") {
  constexpr std::size_t worlds = 20000;
  const double sigma = 0.6;
  std::vector<double> factors;
  std::vector<double> logs;
  for (std::uint32_t i = 0; i < worlds; ++i) {
    const Series seen = Observation(0.0, sigma).seen(Series(2.0), noise(i));
    factors.push_back(seen.at(1.0) / 2.0);
    logs.push_back((std::log(factors.back()) + 0.5 * sigma * sigma) / sigma);
  }
  const double deviation = std::sqrt(std::expm1(sigma * sigma));
  CHECK(mean_of(factors) == Approx(1.0).margin(mean_limit(deviation, worlds)));
  CHECK(kolmogorov_smirnov(logs, normal_cdf) < kolmogorov_limit);
}

TEST_CASE("observation: it is made only as far as somebody looks", "[worlds]") {
  int calls = 0;
  const Series truth(std::make_unique<CountingSource>(1000, 10.0, calls));
  Series twin(std::make_unique<CountingSource>(1000, 10.0, calls));
  const Series seen = Observation(5.0, 0.1).seen(std::move(twin), noise());
  CHECK(seen.at(100.0) != 0.0);
  CHECK(calls < 20);
}

TEST_CASE("observation: read in minutes, exact by default", "[worlds]") {
  CHECK(read("").exact());
  CHECK_FALSE(read("noise_sigma = 0.1").exact());
  const Series seen = read("delay_minutes = 2").seen(stairs(), noise());
  REQUIRE(seen.has(1));
  CHECK(seen.time(1) == 220.0);
  CHECK_THAT(message_of([] { read("delay_minutes = -1"); }),
             Catch::Contains("must be a number >= 0, in min"));
  CHECK_THAT(message_of([] { read("noise_sigma = -1"); }), Catch::Contains("a number >= 0"));
}

}  // namespace bacelab
