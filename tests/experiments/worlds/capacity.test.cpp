#include "experiments/worlds/capacity.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/random/sample_tests.hpp"

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

}  // namespace bacelab
