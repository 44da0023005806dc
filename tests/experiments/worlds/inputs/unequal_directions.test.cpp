#include "experiments/worlds/inputs/unequal_directions.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("unequal directions: how many pairs differ, and the one that differs most", "[inputs]") {
  UnequalDirections unequal;
  unequal.add("A", "B", 4.0, 4.0);
  unequal.add("A", "C", 2.0, 5.0);
  unequal.add("B", "C", 3.0, 2.0);
  CHECK(unequal.note("network.gbps", "Gbit/s", "smaller") ==
        "network.gbps: 2 of 3 pairs differ by direction, most A - C: 2 and 5 Gbit/s (2.5 times); "
        "the smaller counts");
}

TEST_CASE("unequal directions: nothing is said of equal ones", "[inputs]") {
  UnequalDirections unequal;
  CHECK_FALSE(unequal.note("x", "ms", "larger"));
  unequal.add("A", "B", 0.0, 0.0);
  CHECK_FALSE(unequal.note("x", "ms", "larger"));
}

TEST_CASE("unequal directions: nothing in one of them has no ratio", "[inputs]") {
  UnequalDirections unequal;
  unequal.add("A", "B", 1.0, 100.0);
  unequal.add("A", "C", 5.0, 0.0);
  CHECK(unequal.note("x", "ms", "larger") ==
        "x: 2 of 2 pairs differ by direction, most A - C: 5 and 0 ms; the larger counts");
}

}  // namespace bacelab
