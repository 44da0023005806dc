#include "experiments/worlds/process/regional.hpp"

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

TEST_CASE("regional value: given, or drawn from the region's own stream", "[worlds]") {
  const RegionalValue value({std::nullopt, 5.0}, -1.0, 3.0);
  const WorldId world = {1, 2, 0, 0};
  CHECK(value.of(RegionIndex(0), "A", "price", world) ==
        -1.0 + 4.0 * RandomStream(world, "price", "A").uniform(0));
  CHECK(value.of(RegionIndex(1), "B", "price", world) == 5.0);
}

TEST_CASE("regional value: an empty range has one value", "[worlds]") {
  CHECK(RegionalValue({std::nullopt}, 2.0, 2.0).of(RegionIndex(0), "A", "price", {}) == 2.0);
}

}  // namespace bacelab
