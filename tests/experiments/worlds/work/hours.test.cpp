#include "experiments/worlds/work/hours.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>
#include <catch2/catch.hpp>
#include <cmath>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
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

namespace {

HoursRange range_of(const char* keys) {
  return read_hours_range(ConfigDocument::parse(keys, "study.toml").root(), {1.0, 9.0});
}

}  // namespace

TEST_CASE("hours range: given, or the fallback", "[worlds]") {
  CHECK(range_of("").low == 1.0);
  CHECK(range_of("").high == 9.0);
  CHECK(range_of("high_hours = 12").high == 12.0);
}

TEST_CASE("hours range: the low end lies below the high one", "[worlds]") {
  CHECK_THAT(message_of([] { range_of("low_hours = 9"); }),
             Catch::Contains("high_hours (not set; default 9.0): is not above low_hours"));
}

namespace {

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

TEST_CASE("truncated lognormal work: a wide range does not truncate", "[worlds]") {
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
