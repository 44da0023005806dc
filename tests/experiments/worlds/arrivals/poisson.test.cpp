#include "experiments/worlds/arrivals/poisson.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "experiments/config/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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
  // 0.5 * 100 / 7.2e5 jobs a second are 0.25 jobs an hour.
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
