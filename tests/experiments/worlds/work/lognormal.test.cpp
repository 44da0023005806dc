#include "experiments/worlds/work/lognormal.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

constexpr std::size_t sample_size = 20000;

}  // namespace

TEST_CASE("lognormal work: median, mean and distribution", "[worlds][statistics]") {
  const double sigma = 0.8;
  const LognormalWork work(8.0, sigma);
  const auto hours = hours_of(work, sample_size);
  const auto below_median = static_cast<double>(
      std::count_if(hours.begin(), hours.end(), [](double h) { return h < 8; }));
  CHECK(below_median / sample_size == Approx(0.5).margin(mean_limit(0.5, sample_size)));
  const double mean = 8.0 * std::exp(0.5 * sigma * sigma);
  CHECK(work.mean_hours() == Approx(mean).epsilon(1e-15));
  const double deviation = mean * std::sqrt(std::expm1(sigma * sigma));
  CHECK(mean_of(hours) == Approx(mean).margin(mean_limit(deviation, sample_size)));
  const auto cdf = [&](double h) { return normal_cdf(std::log(h / 8.0) / sigma); };
  CHECK(kolmogorov_smirnov(hours, cdf) < kolmogorov_limit);
}

TEST_CASE("lognormal work: without a deviation every job has the median", "[worlds]") {
  const LognormalWork work(3.0, 0.0);
  CHECK(work.hours(RandomStream({}, "work"), 17) == 3.0);
  CHECK(work.mean_hours() == 3.0);
}

TEST_CASE("lognormal work: it is read with its defaults", "[worlds]") {
  CHECK(mean_hours(*make_work<LognormalWork>("median_hours = 2\nsigma = 0.5")) ==
        Approx(2.0 * std::exp(0.125)));
  CHECK(mean_hours(*make_work<LognormalWork>("")) == Approx(8.0 * std::exp(0.32)));
}

}  // namespace bacelab
