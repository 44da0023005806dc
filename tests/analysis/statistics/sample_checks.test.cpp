#include "analysis/statistics/sample_checks.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

namespace bacelab {
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
