#include "analysis/statistics/estimate.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("an advantage is positive for the better side", "[statistics]") {
  CHECK(advantage(2.0, 5.0, Direction::smaller_is_better) == 3.0);
  CHECK(advantage(2.0, 5.0, Direction::larger_is_better) == -3.0);
}

TEST_CASE("a quantity has a value or a reason", "[statistics]") {
  const ValueOrReason<double> known = 2.5;
  CHECK(known.has_value());
  CHECK(known.value() == 2.5);
  CHECK(known.reason().empty());

  const ValueOrReason<double> unknown = Undefined{"nobody looked"};
  CHECK_FALSE(unknown.has_value());
  CHECK(unknown.reason() == "nobody looked");
  CHECK_FALSE(known == unknown);
}

TEST_CASE("reading a missing value says why it is missing", "[statistics]") {
  const ValueOrReason<double> unknown = Undefined{"nobody looked"};
  CHECK_THROWS_WITH(unknown.value(), Catch::Contains("nobody looked"));
}

}  // namespace bacelab
