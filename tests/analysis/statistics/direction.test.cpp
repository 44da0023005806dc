#include "analysis/statistics/direction.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("an advantage is positive for the better side", "[statistics]") {
  CHECK(advantage(2.0, 5.0, Direction::smaller_is_better) == 3.0);
  CHECK(advantage(2.0, 5.0, Direction::larger_is_better) == -3.0);
}

}  // namespace bacelab
