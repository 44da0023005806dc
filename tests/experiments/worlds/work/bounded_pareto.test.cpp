#include "experiments/worlds/work/bounded_pareto.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/config/messages.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("bounded Pareto work: distribution and mean", "[worlds][statistics]") {
  constexpr std::size_t n = 20000;
  const double shape = GENERATE(0.5, 1.0, 2.4);
  INFO("shape " << shape);
  const BoundedParetoWork work(shape, 2.0, 200.0);
  const auto hours = hours_of(work, n);
  for (const double h : hours) REQUIRE((h >= 2.0 && h <= 200.0));
  const auto below = [&](double h) {
    return (1.0 - std::pow(2.0 / h, shape)) / (1.0 - std::pow(0.01, shape));
  };
  CHECK(kolmogorov_smirnov(hours, below) < kolmogorov_limit);
  const double deviation = std::sqrt(variance_about(hours, mean_of(hours)));
  CHECK(mean_of(hours) == Approx(mean_hours(work)).margin(mean_limit(deviation, n)));
}

// scipy 1.10: scipy.integrate.quad of x times the density.
TEST_CASE("bounded Pareto work: its mean is the integral", "[worlds]") {
  CHECK(mean_hours(BoundedParetoWork(0.5, 2.0, 200.0)) == Approx(20.0).epsilon(1e-12));
  CHECK(mean_hours(BoundedParetoWork(1.0, 2.0, 200.0)) == Approx(9.303374113107257).epsilon(1e-12));
  CHECK(mean_hours(BoundedParetoWork(1.0 + 1e-12, 2.0, 200.0)) ==
        Approx(9.303374113107257).epsilon(1e-9));
  CHECK(mean_hours(BoundedParetoWork(2.4, 2.0, 200.0)) ==
        Approx(3.4231917629876354).epsilon(1e-12));
}

TEST_CASE("bounded Pareto work: its range must be one", "[worlds]") {
  CHECK_THAT(message_of([] { make_work<BoundedParetoWork>("low_hours = 5\nhigh_hours = 5"); }),
             Catch::Contains("study.toml:2: high_hours = 5: is not above low_hours"));
  CHECK_THAT(message_of([] { make_work<BoundedParetoWork>("shape = 0"); }),
             Catch::Contains("shape = 0: must be a number in (0, 100]"));
  CHECK_THAT(message_of([] { make_work<BoundedParetoWork>("low_hours = -1"); }),
             Catch::Contains("must be a number > 0, in h"));
}

}  // namespace bacelab
