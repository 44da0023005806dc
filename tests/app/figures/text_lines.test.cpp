#include "app/figures/text_lines.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

using Lines = std::vector<std::string>;

TEST_CASE("lines: words stand in lines of a width", "[figures]") {
  CHECK(lines_of("", 100.0).empty());
  CHECK(lines_of("mean job completion time", 16 * character_points) ==
        Lines{"mean job", "completion time"});
}

TEST_CASE("lines: long names are parted, where names are joined if possible", "[figures]") {
  CHECK(lines_of("nearest_region_first", 12 * character_points) ==
        Lines{"nearest_", "region_first"});
  CHECK(lines_of("abcdefghijklmnopqrst", 8 * character_points) ==
        Lines{"abcdefgh", "ijklmnop", "qrst"});
  CHECK(lines_of("ääääääääääää", 8 * character_points).size() == 2);
}

TEST_CASE("lines: a unit stays with the last word of its label", "[figures]") {
  const FigureAxis axis = {.label = "mean job time", .unit = "h"};
  CHECK(label_lines(axis, 13 * character_points) == Lines{"mean job", "time [h]"});
  const FigureAxis price = {.label = "bandwidth", .unit = "USD/kWh"};
  CHECK(label_lines(price, 12 * character_points) == Lines{"bandwidth", "[USD/kWh]"});
  CHECK(label_lines({.label = "time"}, 100.0) == Lines{"time"});
}

}  // namespace bacelab
