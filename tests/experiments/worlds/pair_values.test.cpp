#include "experiments/worlds/pair_values.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("pair values: a number for a pair, without direction", "[worlds]") {
  PairValues values(3);
  const LinkEnds forth = {RegionIndex(0), RegionIndex(2)};
  const LinkEnds back = {RegionIndex(2), RegionIndex(0)};
  CHECK_FALSE(values.of(forth).has_value());
  values.set(back, 1.5);
  CHECK(values.of(forth) == 1.5);
  CHECK(values.of(back) == 1.5);
  CHECK_FALSE(values.of({RegionIndex(0), RegionIndex(1)}).has_value());
}

}  // namespace bacelab
