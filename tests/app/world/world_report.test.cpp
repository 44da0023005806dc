#include "app/world/world_report.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("sparkline: eight heights from low to high", "[world]") {
  CHECK(sparkline({0, 1, 2, 3, 4, 5, 6, 7}, 0.0, 8.0) == "▁▂▃▄▅▆▇█");
  CHECK(sparkline({-1.0, -0.5, 0.999, 1.0}, -1.0, 1.0) == "▁▃██");
}

TEST_CASE("sparkline: values beyond the ends are drawn at the ends", "[world]") {
  CHECK(sparkline({-9.0, 9.0}, 0.0, 1.0) == "▁█");
}

TEST_CASE("sparkline: what never changes is a line", "[world]") {
  CHECK(sparkline({2.0, 2.0, 2.0}, 2.0, 2.0) == "───");
  CHECK(sparkline({}, 0.0, 1.0).empty());
}

}  // namespace bacelab
