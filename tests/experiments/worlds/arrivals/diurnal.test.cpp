#include "experiments/worlds/arrivals/diurnal.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/worlds/arrivals/poisson.hpp"
#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

/// Multipliers 1, 2, ... 24: their mean is 12.5.
const std::string ramp =
    "multipliers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, "
    "23, 24]\n";

/// The cumulated rate of `ramp` at 1 job an hour on average, at time t from midnight on.
double cumulated(double t) {
  const double hours = t / 3600.0;
  const double days = std::floor(hours / 24.0);
  const double whole = std::floor(hours - 24.0 * days);
  const double part = hours - 24.0 * days - whole;
  return 24.0 * days + (whole * (whole + 1.0) / 2.0 + part * (whole + 1.0)) / 12.5;
}

}  // namespace

TEST_CASE("diurnal: the jobs of each hour of the day follow the multipliers",
          "[worlds][statistics]") {
  const auto process = make_arrivals<DiurnalArrivals>("rate_per_hour = 10\n" + ramp);
  constexpr double days = 50.0;
  const auto times = process->times(context_of(), 15000);
  REQUIRE(times.back() > days * 86400.0);
  std::vector<double> counts(24, 0.0);
  for (const double t : times) {
    if (t < days * 86400.0) ++counts[static_cast<std::size_t>(std::fmod(t / 3600.0, 24.0))];
  }
  // Independent Poisson counts: 24 degrees of freedom, 1e-4.
  double chi = 0.0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const double expected = 10.0 * days * static_cast<double>(hour + 1) / 12.5;
    chi += (counts[hour] - expected) * (counts[hour] - expected) / expected;
  }
  CHECK(chi < 58.61);
}

TEST_CASE("diurnal: in the time of its cumulated rate it is a Poisson process",
          "[worlds][statistics]") {
  constexpr std::size_t jobs = 10000;
  const auto process = make_arrivals<DiurnalArrivals>("rate_per_hour = 1\n" + ramp);
  auto times = process->times(context_of(), jobs);
  for (double& t : times) t = cumulated(t);
  const auto steps = gaps(times);
  CHECK(mean_of(steps) == Approx(1.0).margin(mean_limit(1.0, jobs)));
  CHECK(kolmogorov_smirnov(steps, exponential_cdf) < kolmogorov_limit);
}

TEST_CASE("diurnal: a load is that of the mean rate, in any unit of the multipliers", "[worlds]") {
  const auto process = make_arrivals<DiurnalArrivals>("load = 0.5\n" + ramp);
  CHECK(*process->theory(context_of()).per_second == Approx(0.25 / 3600.0));
}

TEST_CASE("diurnal: with equal multipliers it is the Poisson process", "[worlds]") {
  std::string flat = "load = 0.5\nmultipliers = [2";
  for (int hour = 1; hour < 24; ++hour) flat += ", 2";
  const auto times = make_arrivals<DiurnalArrivals>(flat + "]\n")->times(context_of(), 100);
  CHECK(times == make_arrivals<PoissonArrivals>("load = 0.5")->times(context_of(), 100));
}

TEST_CASE("diurnal: hours are local, and counted from the study's start", "[worlds]") {
  // Jobs come from 3 to 4 o'clock only.
  std::string keys = "rate_per_hour = 100\nutc_offset_hours = -5\nmultipliers = [0, 0, 0, 1";
  for (int hour = 4; hour < 24; ++hour) keys += ", 0";
  ArrivalContext context = context_of();
  context.start_hour_utc = 6.5;  // half past one in the morning
  const auto times = make_arrivals<DiurnalArrivals>(keys + "]\n")->times(context, 5000);
  for (const double t : times) {
    const double hour = std::fmod(t / 3600.0, 24.0);
    REQUIRE((hour >= 1.5 && hour < 2.5));
  }
}

TEST_CASE("diurnal: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process = make_arrivals<DiurnalArrivals>("load = 0.5");
  const auto few = process->times(context_of(), 3);
  const auto many = process->times(context_of(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("diurnal: 24 multipliers, not all zero", "[worlds]") {
  CHECK_THAT(message_of([] { make_arrivals<DiurnalArrivals>("load = 1\nmultipliers = [1, 2]"); }),
             Catch::Contains("study.toml:2: multipliers = [1, 2]: has 2 entries; allowed: one for "
                             "each of the 24 hours of a day"));
  std::string zeros = "load = 1\nmultipliers = [0";
  for (int hour = 1; hour < 24; ++hour) zeros += ", 0";
  CHECK_THAT(message_of([&] { make_arrivals<DiurnalArrivals>(zeros + "]"); }),
             Catch::Contains("all are zero"));
  CHECK_THAT(message_of([] { make_arrivals<DiurnalArrivals>("load = 1\nmultipliers = [-1]"); }),
             Catch::Contains("must be a number >= 0"));
}

}  // namespace bacelab
