#include "analysis/statistics/moments.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

#include "tests/analysis/statistics/paired_reference.hpp"
#include "tests/analysis/statistics/samples.hpp"

namespace bacelab {

TEST_CASE("a compensated sum keeps what a plain sum loses", "[statistics]") {
  CompensatedSum sum;
  for (const double term : {1.0, 1e100, 1.0, -1e100}) sum.add(term);
  CHECK(sum.total() == 2.0);
  CHECK(sum.divided_by(4.0) == 0.5);
}

TEST_CASE("the mean of equal terms is that term to the last bit", "[statistics]") {
  for (const double term : {0.1, 1.0 / 3.0, 1234.5678, 1e-300}) {
    CompensatedSum sum;
    for (int n = 1; n <= 1000; ++n) {
      sum.add(term);
      REQUIRE(sum.divided_by(n) == term);
    }
  }
}

TEST_CASE("moments agree with exact arithmetic", "[statistics][reference]") {
  for (const auto& expected : reference::cases("paired")) {
    INFO(expected.name);
    const auto& a = expected.list("a");
    const auto& b = expected.list("b");
    CHECK(sample_mean(a) == reference::near(expected.number("mean_a")));
    CHECK(sample_variance(a) == reference::near(expected.number("variance_a")));
    CHECK(sample_variance(b) == reference::near(expected.number("variance_b")));
    CHECK(sample_covariance(a, b) == reference::near(expected.number("covariance")));
  }
}

TEST_CASE("a large offset leaves the variance as it is", "[statistics]") {
  const std::vector<double> x{1e9 + 4.0, 1e9 + 7.0, 1e9 + 13.0, 1e9 + 16.0};
  CHECK(sample_mean(x) == 1e9 + 10.0);
  CHECK(sample_variance(x) == 30.0);
}

TEST_CASE("deviations from a rounded mean are corrected", "[statistics]") {
  // Near 2^53 the mean 2^53 + 2/3 can't be represented, which costs a plain two-pass sum 1/3.
  const double big = 9007199254740992.0;
  CHECK(sample_variance(std::vector{big, big, big + 2.0}) == Approx(4.0 / 3.0).epsilon(1e-15));
}

TEST_CASE("equal values have no variance at all", "[statistics]") {
  CHECK(sample_variance(std::vector<double>(49, 0.1)) == 0.0);
}

TEST_CASE("moments refuse what has none", "[statistics]") {
  const std::vector<double> none;
  const std::vector<double> one{1.0};
  const std::vector<double> not_a_number{1.0, std::numeric_limits<double>::quiet_NaN()};
  CHECK_THROWS_AS(sample_mean(none), std::invalid_argument);
  CHECK_THROWS_AS(sample_mean(not_a_number), std::invalid_argument);
  CHECK_THROWS_AS(sample_variance(one), std::invalid_argument);
  CHECK_THROWS_AS(sample_variance(not_a_number), std::invalid_argument);
  CHECK_THROWS_AS(sample_covariance(std::vector{1.0, 2.0}, std::vector{1.0, 2.0, 3.0}),
                  std::invalid_argument);
}

TEST_CASE("properties of moments", "[statistics][property]") {
  rc::prop("the covariance is symmetric and bounded by the variances", [] {
    const auto [a, b] = samples::arbitrary_pairs();
    const double covariance = sample_covariance(a, b);
    RC_ASSERT(covariance == sample_covariance(b, a));
    const double bound = sample_variance(a) * sample_variance(b);
    RC_ASSERT(covariance * covariance <= bound * (1.0 + 1e-12));
  });
  rc::prop("a power of two scales the variance exactly by its square", [] {
    const auto a = samples::arbitrary_pairs().a;
    RC_ASSERT(sample_variance(samples::scaled(a, 4.0)) == 16.0 * sample_variance(a));
  });
}

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("values that are not finite are refused by name and place", "[statistics]") {
  CHECK_NOTHROW(require_finite(std::vector{1.0, -2.0}, "cost"));
  CHECK_THROWS_WITH(require_finite(std::vector{1.0, nan}, "cost"),
                    Catch::Contains("cost: value 1 is nan"));
  CHECK_THROWS_AS(require_finite(std::vector{-infinity}, "cost"), std::invalid_argument);
}

TEST_CASE("pairs are whole", "[statistics]") {
  CHECK_NOTHROW(require_pairs(std::vector{1.0}, std::vector{2.0}));
  CHECK_THROWS_AS(require_pairs(std::vector{1.0}, std::vector{2.0, 3.0}), std::invalid_argument);
  CHECK_THROWS_WITH(require_pairs(std::vector{1.0}, std::vector{nan}), Catch::Contains("baseline"));
}

TEST_CASE("a confidence lies between 0 and 1", "[statistics]") {
  CHECK_NOTHROW(require_confidence(0.95));
  for (const double wrong : {0.0, 1.0, 95.0, -0.5, nan}) {
    CHECK_THROWS_AS(require_confidence(wrong), std::invalid_argument);
  }
}

TEST_CASE("intervals are optimistic below 30 pairs", "[statistics]") {
  CHECK(is_optimistic(29));
  CHECK_FALSE(is_optimistic(30));
}

}  // namespace bacelab
