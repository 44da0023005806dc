#include "experiments/worlds/arrivals/modulated.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/worlds/arrivals/renewal.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
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

namespace {

constexpr double r1 = 0.5;
constexpr double r2 = 6.0;
constexpr double m1 = 8.0;
constexpr double m2 = 2.0;
constexpr double mean_rate = (r1 * m1 + r2 * m2) / (m1 + m2);  // 1.6 an hour
const std::string two_states =
    "calm_hours = 8\nburst_hours = 2\ncalm_rate_per_hour = 0.5\nburst_rate_per_hour = 6\n";

/// Jobs within the first `hours` of many worlds.
std::vector<double> counts(double hours, std::uint32_t worlds) {
  const auto process = make_arrivals<MmppArrivals>(two_states);
  std::vector<double> counts;
  for (std::uint32_t world = 0; world < worlds; ++world) {
    counts.push_back(count_before(process->times(context_of(world), 150), 3600.0 * hours));
  }
  return counts;
}

}  // namespace

// The number of jobs up to time T has the mean r T, r the mean rate, since the chain is stationary;
// its variance is r T plus that of the cumulated rate, 2 v (T/s - (1 - e^(-s T))/s^2), with
// v = p1 p2 (r1 - r2)^2 and s = 1/m1 + 1/m2.
TEST_CASE("mmpp: mean and variance of the number of jobs", "[worlds][statistics]") {
  constexpr std::uint32_t worlds = 4000;
  const double hours = GENERATE(0.5, 24.0);
  INFO("hours " << hours);
  const auto sample = counts(hours, worlds);
  const double s = 1.0 / m1 + 1.0 / m2;
  const double v = m1 * m2 / ((m1 + m2) * (m1 + m2)) * (r1 - r2) * (r1 - r2);
  const double mean = mean_rate * hours;
  const double variance = mean + 2.0 * v * (hours / s - -std::expm1(-s * hours) / (s * s));
  CHECK(mean_of(sample) == Approx(mean).margin(mean_limit(std::sqrt(variance), worlds)));
  std::vector<double> squares;
  for (const double count : sample) squares.push_back((count - mean) * (count - mean));
  const double deviation = std::sqrt(variance_about(squares, mean_of(squares)));
  CHECK(mean_of(squares) == Approx(variance).margin(mean_limit(deviation, worlds)));
}

// By the moments of a Markovian arrival process, with numpy: cv 1.849324200890693, correlation of
// gaps that follow each other 0.26535087719298245.
TEST_CASE("mmpp: variation and correlation of the gaps", "[worlds][statistics]") {
  const auto process = make_arrivals<MmppArrivals>(two_states);
  CHECK(*process->theory(context_of()).gap_cv == Approx(1.849324200890693).epsilon(1e-12));
  constexpr std::uint32_t worlds = 300;
  constexpr std::size_t jobs = 400;
  constexpr std::size_t settled = 50;  // the first gaps are seen from time 0, not from a job
  const double mean = 3600.0 / mean_rate;
  std::vector<double> variances;
  std::vector<double> products;
  for (std::uint32_t world = 0; world < worlds; ++world) {
    const auto sample = gaps(process->times(context_of(world), jobs));
    double variance = 0.0;
    double product = 0.0;
    for (std::size_t i = settled; i + 1 < jobs; ++i) {
      variance += (sample[i] / mean - 1.0) * (sample[i] / mean - 1.0);
      product += (sample[i] / mean - 1.0) * (sample[i + 1] / mean - 1.0);
    }
    variances.push_back(variance / (jobs - settled - 1));
    products.push_back(product / (jobs - settled - 1));
  }
  const double square = 1.849324200890693 * 1.849324200890693;
  const auto limit = [&](const std::vector<double>& sample) {
    return mean_limit(std::sqrt(variance_about(sample, mean_of(sample))), worlds);
  };
  CHECK(mean_of(variances) == Approx(square).margin(limit(variances)));
  CHECK(mean_of(products) == Approx(0.26535087719298245 * square).margin(limit(products)));
}

TEST_CASE("mmpp: a mean rate and a ratio give the rates", "[worlds]") {
  const auto by_rates = make_arrivals<MmppArrivals>(two_states)->times(context_of(), 50);
  const auto by_mean = make_arrivals<MmppArrivals>(
                           "rate_per_hour = 1.6\ncalm_hours = 8\nburst_hours = 2\nburst_ratio = 12")
                           ->times(context_of(), 50);
  for (std::size_t i = 0; i < 50; ++i) CHECK(by_mean[i] == Approx(by_rates[i]).epsilon(1e-12));
  const auto by_load = make_arrivals<MmppArrivals>("load = 0.5");
  CHECK(*by_load->theory(context_of()).per_second == Approx(0.25 / 3600.0));
}

TEST_CASE("mmpp: with equal rates it is a Poisson process, with a silent state it still ends",
          "[worlds]") {
  const auto equal = make_arrivals<MmppArrivals>("rate_per_hour = 2\nburst_ratio = 1");
  CHECK(*equal->theory(context_of()).gap_cv == 1.0);
  const RandomStream stream(context_of().world, "arrivals");
  CHECK(equal->times(context_of(), 1)[0] == Approx(1800.0 * stream.exponential(0)));
  const auto silent = make_arrivals<MmppArrivals>("calm_rate_per_hour = 0\nburst_rate_per_hour = 1")
                          ->times(context_of(), 200);
  CHECK(std::is_sorted(silent.begin(), silent.end()));
  CHECK(std::isfinite(silent.back()));
}

TEST_CASE("mmpp: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process = make_arrivals<MmppArrivals>(two_states);
  const auto few = process->times(context_of(), 3);
  const auto many = process->times(context_of(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("mmpp: rates and times that say nothing, or too much, are refused", "[worlds]") {
  const auto refusal = [](const std::string& text) {
    return message_of([&] { make_arrivals<MmppArrivals>(text); });
  };
  CHECK_THAT(refusal("calm_rate_per_hour = 1"),
             Catch::Contains("burst_rate_per_hour: the rate of the other state is given"));
  CHECK_THAT(refusal("calm_rate_per_hour = 0\nburst_rate_per_hour = 0"),
             Catch::Contains("both rates are zero"));
  CHECK_THAT(refusal(two_states + "load = 0.5"),
             Catch::Contains("study.toml:5: load = 0.5: the rates of both states are given"));
  CHECK_THAT(refusal("load = 1\nburst_hours = 0"),
             Catch::Contains("burst_hours = 0: must be a number > 0, in h"));
  CHECK_THAT(refusal("load = 1\nburst_ratio = 0.5"), Catch::Contains("must be a number >= 1"));
  CHECK_THAT(refusal(""), Catch::Contains("this process needs a rate"));
}

}  // namespace bacelab
