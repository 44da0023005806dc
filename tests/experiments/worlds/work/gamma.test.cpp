#include "experiments/worlds/work/gamma.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("gamma work: mean, variation and distribution", "[worlds][statistics]") {
  constexpr std::size_t n = 10000;
  const double cv = GENERATE(0.4, 1.7);
  const GammaWork work(6.0, cv);
  const auto hours = hours_of(work, n);
  CHECK(mean_hours(work) == 6.0);
  CHECK(mean_of(hours) == Approx(6.0).margin(mean_limit(cv * 6.0, n)));
  const double variance = cv * cv * 36.0;
  CHECK(variance_about(hours, 6.0) ==
        Approx(variance).margin(mean_limit(variance * std::sqrt(2.0 + 6.0 * cv * cv), n)));
  const boost::math::gamma_distribution<> law(1.0 / (cv * cv), cv * cv * 6.0);
  CHECK(kolmogorov_smirnov(hours, [&](double h) { return cdf(law, h); }) < kolmogorov_limit);
}

TEST_CASE("gamma work: every job has some work", "[worlds]") {
  for (const double hours : hours_of(GammaWork(6.0, 10.0), 2000)) REQUIRE(hours > 0.0);
}

TEST_CASE("gamma work: it is read with its defaults and its range", "[worlds]") {
  CHECK(mean_hours(*make_work<GammaWork>("mean_hours = 2.5\ncv = 0.5")) == 2.5);
  CHECK(mean_hours(*make_work<GammaWork>("")) == 8.0);
  CHECK_THAT(message_of([] { make_work<GammaWork>("cv = 11"); }),
             Catch::Contains("cv = 11: must be a number in [0.01, 10]"));
}

}  // namespace bacelab
