#include "experiments/worlds/arrivals/renewal.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab {

TEST_CASE("batch: all jobs arrive at time 0", "[worlds]") {
  CHECK(BatchArrivals().times({}, 3) == std::vector<double>{0.0, 0.0, 0.0});
  CHECK(BatchArrivals().times({}, 0).empty());
}

namespace {

using namespace bacelab::testing;

/// The times of batches and their sizes; the last batch, which may be cut, is left out.
struct Batches {
  std::vector<double> times;
  std::vector<double> sizes;
};

Batches batches(const std::vector<double>& times) {
  Batches found;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (i == 0 || times[i] != times[i - 1]) {
      found.times.push_back(times[i]);
      found.sizes.push_back(0.0);
    }
    ++found.sizes.back();
  }
  found.times.pop_back();
  found.sizes.pop_back();
  return found;
}

}  // namespace

TEST_CASE("compound: batches of geometric size come in a Poisson process", "[worlds][statistics]") {
  const auto process = make_arrivals<CompoundArrivals>("rate_per_hour = 3\nmean_batch = 2.5");
  const auto [times, sizes] = batches(process->times(context_of(), 25000));
  const std::size_t n = sizes.size();
  CHECK(mean_of(sizes) == Approx(2.5).margin(mean_limit(std::sqrt(2.5 * 1.5), n)));
  const auto steps = gaps(times);
  const double mean = 3600.0 * 2.5 / 3.0;
  CHECK(mean_of(steps) == Approx(mean).margin(mean_limit(mean, n)));
  CHECK(kolmogorov_smirnov(steps, [&](double gap) { return exponential_cdf(gap / mean); }) <
        kolmogorov_limit);
  // Sizes 1 to 9 and more, against (1/m)(1 - 1/m)^(s-1): 9 degrees of freedom, 1e-4.
  double chi = 0.0;
  for (int size = 1; size <= 10; ++size) {
    const double p = std::pow(0.6, size - 1) * (size < 10 ? 0.4 : 1.0);
    const double expected = p * static_cast<double>(n);
    const auto count = static_cast<double>(std::count_if(
        sizes.begin(), sizes.end(), [&](double s) { return size < 10 ? s == size : s >= size; }));
    chi += (count - expected) * (count - expected) / expected;
  }
  CHECK(chi < 33.72);
}

TEST_CASE("compound: rate and variation of the gaps of jobs", "[worlds][statistics]") {
  constexpr std::size_t jobs = 20000;
  const auto process = make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 2.2");
  const auto sample = gaps(process->times(context_of(), jobs));
  const double mean = 4.0 * 3600.0;
  const double cv = std::sqrt(2.0 * 2.2 - 1.0);
  CHECK(*process->theory(context_of()).gap_cv == Approx(cv));
  CHECK(*process->theory(context_of()).per_second == Approx(1.0 / mean));
  CHECK(mean_of(sample) == Approx(mean).margin(mean_limit(cv * mean, jobs)));
  // Moments of a gap in units of the mean: E[g^2] = 2 m, E[g^4] = 24 m^3.
  std::vector<double> squares;
  for (const double gap : sample) squares.push_back(gap / mean * gap / mean);
  const double deviation = std::sqrt(24.0 * std::pow(2.2, 3) - 4.0 * 2.2 * 2.2);
  CHECK(mean_of(squares) == Approx(2.0 * 2.2).margin(mean_limit(deviation, jobs)));
}

TEST_CASE("compound: batches of one job are a Poisson process, the last batch is cut", "[worlds]") {
  const auto single = make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 1");
  const RandomStream stream(context_of().world, "arrivals");
  CHECK(single->times(context_of(), 1)[0] == Approx(4.0 * 3600.0 * stream.exponential(0)));
  const auto huge =
      make_arrivals<CompoundArrivals>("load = 0.5\nmean_batch = 1e6")->times(context_of(), 5);
  CHECK(huge == std::vector<double>(5, huge.front()));
}

TEST_CASE("compound: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process = make_arrivals<CompoundArrivals>("load = 0.5");
  const auto few = process->times(context_of(), 3);
  const auto many = process->times(context_of(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("compound: a batch has at least one job", "[worlds]") {
  CHECK_THAT(message_of([] { make_arrivals<CompoundArrivals>("load = 1\nmean_batch = 0.9"); }),
             Catch::Contains("mean_batch = 0.9: must be a number in [1, "));
}

namespace {

constexpr std::size_t gamma_jobs = 10000;

}  // namespace

TEST_CASE("gamma arrivals: gaps have the mean, the variation and the distribution asked for",
          "[worlds][statistics]") {
  const double cv = GENERATE(0.3, 2.0);
  INFO("cv " << cv);
  const auto process =
      make_arrivals<GammaArrivals>("rate_per_hour = 4\ngap_cv = " + std::to_string(cv));
  const auto sample = gaps(process->times(context_of(), gamma_jobs));
  const double mean = 900.0;
  CHECK(mean_of(sample) == Approx(mean).margin(mean_limit(cv * mean, gamma_jobs)));
  // The fourth central moment of a gamma variable is (3 + 6 cv^2) times its squared variance.
  const double variance = cv * cv * mean * mean;
  CHECK(variance_about(sample, mean) ==
        Approx(variance).margin(mean_limit(variance * std::sqrt(2.0 + 6.0 * cv * cv), gamma_jobs)));
  const boost::math::gamma_distribution<> law(1.0 / (cv * cv), cv * cv * mean);
  CHECK(kolmogorov_smirnov(sample, [&](double gap) { return cdf(law, gap); }) < kolmogorov_limit);
  CHECK(process->theory(context_of()).gap_cv == cv);
  CHECK(*process->theory(context_of()).per_second == Approx(1.0 / mean));
}

TEST_CASE("gamma arrivals: gaps are independent of each other", "[worlds][statistics]") {
  const auto process = make_arrivals<GammaArrivals>("rate_per_hour = 3600\ngap_cv = 0.5");
  auto now = gaps(process->times(context_of(), gamma_jobs));
  std::vector<double> later(now.begin() + 1, now.end());
  now.pop_back();
  CHECK(std::abs(correlation(now, later, 1.0, 0.5)) < correlation_limit(gamma_jobs));
}

TEST_CASE("gamma arrivals: with cv 1 a Poisson process, with the widest cv still in order",
          "[worlds]") {
  const auto poisson = make_arrivals<GammaArrivals>("load = 0.5\ngap_cv = 1");
  const RandomStream stream(context_of().world, "arrivals");
  CHECK(poisson->times(context_of(), 1)[0] ==
        Approx(4.0 * 3600.0 * -std::log1p(-stream.uniform(0))).epsilon(1e-12));
  const auto wild =
      make_arrivals<GammaArrivals>("load = 0.5\ngap_cv = 10")->times(context_of(), gamma_jobs);
  CHECK(std::is_sorted(wild.begin(), wild.end()));
  CHECK(std::isfinite(wild.back()));
}

TEST_CASE("gamma arrivals: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process = make_arrivals<GammaArrivals>("load = 0.5");
  const auto few = process->times(context_of(), 3);
  const auto many = process->times(context_of(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("gamma arrivals: a variation out of range is refused", "[worlds]") {
  CHECK_THAT(message_of([] { make_arrivals<GammaArrivals>("load = 0.5\ngap_cv = 0"); }),
             Catch::Contains("study.toml:2: gap_cv = 0: must be a number in [0.01, 10]"));
  CHECK_THAT(message_of([] { make_arrivals<GammaArrivals>("gap_cv = 2"); }),
             Catch::Contains("this process needs a rate"));
}

namespace {

constexpr std::size_t poisson_jobs = 20000;

ArrivalContext context() { return {{1, 0, 0, 0}, 100, 7.2e5}; }

std::vector<double> times_of(const std::string& keys, const ArrivalContext& context) {
  const auto process = PoissonArrivals::make(ConfigDocument::parse(keys, "study.toml").root());
  return process->times(context, poisson_jobs);
}

}  // namespace

TEST_CASE("poisson: gaps are exponential with the mean that the rate asks for",
          "[worlds][statistics]") {
  const auto hours = gaps(times_of("rate_per_hour = 4", context()));
  const auto cdf = [](double gap) { return exponential_cdf(gap / 900.0); };
  CHECK(mean_of(hours) == Approx(900.0).margin(mean_limit(900.0, poisson_jobs)));
  CHECK(kolmogorov_smirnov(hours, cdf) < kolmogorov_limit);
}

TEST_CASE("poisson: gaps are independent of each other", "[worlds][statistics]") {
  auto now = gaps(times_of("rate_per_hour = 3600", context()));
  std::vector<double> later(now.begin() + 1, now.end());
  now.pop_back();
  CHECK(std::abs(correlation(now, later, 1.0, 1.0)) < correlation_limit(poisson_jobs));
}

TEST_CASE("poisson: arrivals ascend from after 0", "[worlds]") {
  const auto times = times_of("rate_per_hour = 4", context());
  CHECK(times.front() > 0.0);
  CHECK(std::is_sorted(times.begin(), times.end()));
}

TEST_CASE("poisson: a load asks for load * GPUs / GPU-seconds of a job", "[worlds]") {
  // 0.5 * 100 / 7.2e5 jobs per second are 0.25 jobs per hour.
  const auto by_load = times_of("load = 0.5", context());
  const auto by_rate = times_of("rate_per_hour = 0.25", context());
  CHECK(by_load.back() == Approx(by_rate.back()).epsilon(1e-12));
}

TEST_CASE("poisson: the first arrivals don't depend on how many there are", "[worlds]") {
  const auto process =
      PoissonArrivals::make(ConfigDocument::parse("load = 0.5", "study.toml").root());
  const auto few = process->times(context(), 3);
  const auto many = process->times(context(), 300);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("poisson: worlds have arrivals of their own", "[worlds]") {
  ArrivalContext other = context();
  other.world.replication = 1;
  CHECK(times_of("load = 0.5", context()) != times_of("load = 0.5", other));
}

}  // namespace bacelab
