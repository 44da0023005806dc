#include "analysis/statistics/paired.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <vector>

namespace bacelab {
namespace {

using Indices = std::vector<std::size_t>;

const std::vector<double> a{5.0, 9.0, 1.0, 7.0, 4.0, 6.0};
const std::vector<double> b{5.0, 6.0, 3.0, 4.0, 3.5, 1.0};

}  // namespace

TEST_CASE("the worst worlds come first, equal ones in their order", "[statistics]") {
  CHECK(worst_worlds(a, b, Direction::smaller_is_better, 3) == Indices{5, 1, 3});
  CHECK(worst_worlds(a, b, Direction::smaller_is_better, 2) == Indices{5, 1});
}

TEST_CASE("worlds without a loss are not among the worst", "[statistics]") {
  CHECK(worst_worlds(a, b, Direction::smaller_is_better, 10) == Indices{5, 1, 3, 4});
  CHECK(worst_worlds(a, b, Direction::larger_is_better, 10) == Indices{2});
  CHECK(worst_worlds(a, a, Direction::smaller_is_better, 3).empty());
  CHECK(worst_worlds({}, {}, Direction::smaller_is_better, 3).empty());
}

TEST_CASE("worst worlds refuse NaN", "[statistics]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(worst_worlds(std::vector{nan}, std::vector{1.0}, Direction::smaller_is_better, 1),
                  std::invalid_argument);
}

}  // namespace bacelab
