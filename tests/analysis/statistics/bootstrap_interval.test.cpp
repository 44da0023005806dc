#include "analysis/statistics/bootstrap_interval.hpp"

#include <cstddef>
#include <vector>

#include <catch2/catch.hpp>

#include "analysis/statistics/normal.hpp"

namespace bacelab {
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
  CHECK(bca.lower == Approx(1000.0 * normal_cdf(2.0 * z0 - z)).epsilon(1e-12));
  CHECK(bca.upper == Approx(1000.0 * normal_cdf(2.0 * z0 + z)).epsilon(1e-12));
}

TEST_CASE("BCa is stretched on the side of a long tail", "[statistics]") {
  // Leaving out the one large observation makes the statistic small: the tail is on the right.
  const Interval bca =
      bca_interval(500.0, thousand(), std::vector{0.0, 1.0, 1.0, 1.0}, 0.9).value();
  CHECK(bca.lower > 50.0);
  CHECK(bca.upper > 950.0);
}

TEST_CASE("BCa says where it can't be made", "[statistics]") {
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
