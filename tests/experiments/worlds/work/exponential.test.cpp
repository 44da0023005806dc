#include "experiments/worlds/work/exponential.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("exponential work: exponential with its mean", "[worlds][statistics]") {
  constexpr std::size_t sample_size = 20000;
  const ExponentialWork work(3.0);
  CHECK(work.mean_hours() == 3.0);
  const auto hours = hours_of(work, sample_size);
  CHECK(mean_of(hours) == Approx(3.0).margin(mean_limit(3.0, sample_size)));
  CHECK(kolmogorov_smirnov(hours, [](double h) { return exponential_cdf(h / 3.0); }) <
        kolmogorov_limit);
}

TEST_CASE("exponential work: it is read with its default", "[worlds]") {
  CHECK(mean_hours(*make_work<ExponentialWork>("mean_hours = 2.5")) == 2.5);
  CHECK(mean_hours(*make_work<ExponentialWork>("")) == 8.0);
}

}  // namespace bacelab
