#include "experiments/worlds/arrivals/gamma.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/arrivals/arrivals.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

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

}  // namespace bacelab
