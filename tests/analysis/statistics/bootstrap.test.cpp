#include "analysis/statistics/bootstrap.hpp"

#include <tbb/global_control.h>

#include <catch2/catch.hpp>
#include <cstddef>
#include <limits>
#include <set>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {
namespace {

using Columns = std::vector<std::span<const double>>;

Bootstrap settings_of(const reference::Case& expected) {
  return {expected.count("resamples"), static_cast<std::uint64_t>(expected.number("seed"))};
}

std::vector<double> ramp(std::size_t n) {
  std::vector<double> values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(i);
  return values;
}

}  // namespace

TEST_CASE("rows are drawn as the published generator says", "[statistics][reference]") {
  for (const auto& expected : reference::cases("bootstrap")) {
    INFO(expected.name);
    const auto& rows = expected.list("rows_of_resample_3");
    const auto drawn = resampled_rows(rows.size(), settings_of(expected), 3);
    CHECK(std::vector<double>(drawn.begin(), drawn.end()) == rows);
  }
}

TEST_CASE("means are those of the rows drawn, the same rows for all columns", "[statistics]") {
  const std::vector<double> a = ramp(25);
  std::vector<double> b = a;
  for (double& value : b) value = 1e6 + 2.0 * value;
  const Bootstrap bootstrap = {50, 7};
  const auto means = resampled_means(Columns{a, b}, bootstrap);
  REQUIRE(means.size() == 2);
  REQUIRE(means[0].size() == 50);
  for (std::size_t resample = 0; resample < 50; ++resample) {
    double sum = 0.0;
    for (const std::size_t row : resampled_rows(25, bootstrap, resample)) sum += a[row];
    CHECK(means[0][resample] == Approx(sum / 25.0).epsilon(1e-14));
    CHECK(means[1][resample] == Approx(1e6 + 2.0 * means[0][resample]).epsilon(1e-15));
  }
}

TEST_CASE("resamples do not depend on the number of threads", "[statistics]") {
  const std::vector<double> a = ramp(40);
  const Bootstrap bootstrap = {400, 11};
  const auto with = [&](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return resampled_means(Columns{a}, bootstrap);
  };
  const auto one = with(1);
  CHECK(with(2) == one);
  CHECK(with(7) == one);
}

TEST_CASE("resamples depend on the seed, and more of them begin with the same", "[statistics]") {
  const std::vector<double> a = ramp(40);
  const auto few = resampled_means(Columns{a}, {10, 1})[0];
  const auto more = resampled_means(Columns{a}, {20, 1})[0];
  CHECK(std::vector<double>(more.begin(), more.begin() + 10) == few);
  CHECK(resampled_means(Columns{a}, {10, 2})[0] != few);
  CHECK(std::set<double>(more.begin(), more.end()).size() > 15);
}

TEST_CASE("rows of equal columns are needed", "[statistics]") {
  const std::vector<double> a = ramp(4);
  const std::vector<double> shorter = ramp(3);
  std::vector<double> bad = a;
  bad[2] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(resampled_means(Columns{a, shorter}, {}), std::invalid_argument);
  CHECK_THROWS_AS(resampled_means(Columns{a, bad}, {}), std::invalid_argument);
  CHECK_THROWS_AS(resampled_rows(0, {}, 0), std::invalid_argument);
  CHECK(resampled_means({}, {}).empty());
}

namespace {

/// 0, 1 .. 1000 in an order of their own.
std::vector<double> thousand() {
  std::vector<double> values;
  for (int i = 0; i <= 1000; ++i) values.push_back((i * 379) % 1001);
  return values;
}

const std::vector<double> symmetric{-2.0, -1.0, 0.0, 1.0, 2.0};

}  // namespace

TEST_CASE("percentile limits are quantiles of the resamples", "[statistics]") {
  CHECK(percentile_interval(thousand(), 0.9).lower == Approx(50.0).epsilon(1e-13));
  CHECK(percentile_interval(thousand(), 0.9).upper == Approx(950.0).epsilon(1e-13));
  CHECK(percentile_interval({1.0, 2.0}, 0.5) == Interval{1.25, 1.75});
}

TEST_CASE("BCa without bias and acceleration is the percentile interval", "[statistics]") {
  const Interval bca = bca_interval(500.0, thousand(), symmetric, 0.9).value();
  CHECK(bca.lower == Approx(50.0).epsilon(1e-12));
  CHECK(bca.upper == Approx(950.0).epsilon(1e-12));
}

TEST_CASE("BCa moves by twice the bias", "[statistics]") {
  // 841 of 1001 lie below 841, and one is equal: z0 = Phi^-1(841.5 / 1001).
  const double z0 = normal_quantile(841.5 / 1001.0);
  const double z = two_sided_normal_quantile(0.8);
  const Interval bca = bca_interval(841.0, thousand(), symmetric, 0.8).value();
  CHECK(bca.lower == Approx(1000.0 * arithmetic::normal_cdf(2.0 * z0 - z)).epsilon(1e-12));
  CHECK(bca.upper == Approx(1000.0 * arithmetic::normal_cdf(2.0 * z0 + z)).epsilon(1e-12));
}

TEST_CASE("BCa is stretched on the side of a long tail", "[statistics]") {
  // Leaving out the one large observation makes the statistic small: the tail is on the right.
  const Interval bca =
      bca_interval(500.0, thousand(), std::vector{0.0, 1.0, 1.0, 1.0}, 0.9).value();
  CHECK(bca.lower > 50.0);
  CHECK(bca.upper > 950.0);
}

TEST_CASE("BCa says why it is undefined", "[statistics]") {
  CHECK(bca_interval(-1.0, thousand(), symmetric, 0.9).reason() ==
        "all resamples lie on one side of the estimate");
  CHECK_FALSE(bca_interval(1001.0, thousand(), symmetric, 0.9).has_value());
  // One observation has all the weight: a is nearly 1/6, z is 4.9, and z0 makes up for the rest.
  std::vector<double> skewed(10000, 1.0);
  skewed.front() = -9999.0;
  CHECK(bca_interval(950.0, thousand(), skewed, 1.0 - 1e-6).reason() ==
        "the values are too skewed for a BCa interval of this confidence");
  CHECK(bca_interval(950.0, thousand(), skewed, 0.95).has_value());
  const std::vector<double> equal(5, 3.0);
  CHECK(bca_interval(3.0, equal, symmetric, 0.9).value() == Interval{3.0, 3.0});
}

TEST_CASE("bootstrap intervals refuse nonsense", "[statistics]") {
  CHECK_THROWS_AS(percentile_interval({}, 0.9), std::invalid_argument);
  CHECK_THROWS_AS(percentile_interval({1.0}, 1.0), std::invalid_argument);
  CHECK_THROWS_AS(bca_interval(0.0, {}, symmetric, 0.9), std::invalid_argument);
  CHECK_THROWS_AS(bca_interval(0.0, {1.0}, symmetric, 90.0), std::invalid_argument);
}

}  // namespace bacelab
