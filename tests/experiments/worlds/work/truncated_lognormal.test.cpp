#include "experiments/worlds/work/truncated_lognormal.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("truncated lognormal work: distribution and mean", "[worlds][statistics]") {
  constexpr std::size_t n = 20000;
  const TruncatedLognormalWork work(8.0, 0.8, {2.0, 20.0});
  const auto hours = hours_of(work, n);
  for (const double h : hours) REQUIRE((h >= 2.0 && h <= 20.0));
  const auto normal = [](double h) { return normal_cdf(std::log(h / 8.0) / 0.8); };
  const auto below = [&](double h) {
    return (normal(h) - normal(2.0)) / (normal(20.0) - normal(2.0));
  };
  CHECK(kolmogorov_smirnov(hours, below) < kolmogorov_limit);
  // scipy 1.10: scipy.integrate.quad of exp(sigma x) times the truncated normal density.
  CHECK(mean_hours(work) == Approx(8.33058844537023).epsilon(1e-12));
  const double deviation = std::sqrt(variance_about(hours, mean_of(hours)));
  CHECK(mean_of(hours) == Approx(8.33058844537023).margin(mean_limit(deviation, n)));
}

TEST_CASE("truncated lognormal work: a wide range is no truncation", "[worlds]") {
  CHECK(mean_hours(TruncatedLognormalWork(8.0, 0.8, {1e-6, 1e6})) ==
        Approx(8.0 * std::exp(0.32)).epsilon(1e-9));
}

TEST_CASE("truncated lognormal work: a range that holds nothing is refused", "[worlds]") {
  CHECK_THAT(message_of([] {
               make_work<TruncatedLognormalWork>("sigma = 0.1\nlow_hours = 20\nhigh_hours = 30");
             }),
             Catch::Contains("study.toml:2: low_hours = 20: less than a millionth"));
  CHECK_THAT(message_of([] { make_work<TruncatedLognormalWork>("sigma = 0"); }),
             Catch::Contains("must be a number > 0"));
}

}  // namespace bacelab
