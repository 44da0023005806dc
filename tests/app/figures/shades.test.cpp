#include "app/figures/shades.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

/// How light a colour is on paper (ITU-R BT.601).
double lightness(std::uint32_t colour) {
  return 0.299 * ((colour >> 16) & 255) + 0.587 * ((colour >> 8) & 255) + 0.114 * (colour & 255);
}

}  // namespace

TEST_CASE("shades: larger values are lighter", "[figures]") {
  double last = -1.0;
  for (int i = 0; i <= 32; ++i) {
    const double light = lightness(shade_of(i, {0.0, 32.0}, AxisScale::linear));
    CHECK(light > last);
    last = light;
  }
}

TEST_CASE("shades: the ends of the range, and what is beyond", "[figures]") {
  CHECK(shade_of(1.0, {1.0, 100.0}, AxisScale::logarithmic) == 0x00204D);
  CHECK(shade_of(100.0, {1.0, 100.0}, AxisScale::logarithmic) == 0xFFEA46);
  CHECK(shade_of(10.0, {1.0, 100.0}, AxisScale::logarithmic) ==
        shade_of(0.5, {0.0, 1.0}, AxisScale::linear));
  CHECK(shade_of(-5.0, {0.0, 1.0}, AxisScale::linear) == 0x00204D);
}

}  // namespace bacelab
