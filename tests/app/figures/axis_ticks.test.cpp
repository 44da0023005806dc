#include "app/figures/axis_ticks.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace bacelab {
namespace {

std::vector<std::string> texts_of_ticks(const std::vector<Tick>& ticks) {
  std::vector<std::string> texts;
  for (const Tick& tick : ticks) texts.push_back(tick.text);
  return texts;
}

using TickTexts = std::vector<std::string>;

TEST_CASE("axis ticks: the values that an axis names have them where their texts fit",
          "[figures]") {
  const FigureAxis axis = {.label = "x", .values = {0.1, 1}};
  const AxisRange cells = {-0.35, 1.45};
  CHECK(texts_of_ticks(ticks_along(axis, cells, 100.0)) == TickTexts{"0.1", "1"});
  CHECK(texts_of_ticks(ticks_upwards(axis, cells, 100.0)) == TickTexts{"0.1", "1"});
  const FigureAxis crowded = {.label = "x", .values = {0.1, 0.11, 1}};
  CHECK(ticks_along(crowded, cells, 100.0) == round_ticks_beside(cells, AxisScale::linear, 100.0));
  CHECK(texts_of_ticks(ticks_upwards(crowded, cells, 100.0)).front() != "0.1");
}

TEST_CASE("axis ticks: distances on a logarithmic axis are those of the logarithms", "[figures]") {
  const FigureAxis axis = {
      .label = "x", .scale = AxisScale::logarithmic, .values = {0.001, 0.002, 1}};
  const AxisRange range = {0.0005, 2};
  CHECK(ticks_along(axis, range, 400.0).size() == 3);
  FigureAxis linear = axis;
  linear.scale = AxisScale::linear;
  CHECK(texts_of_ticks(ticks_along(linear, range, 400.0)).front() != "0.001");
}

TEST_CASE("axis ticks: an axis that names no values has round ones", "[figures]") {
  const FigureAxis axis = {.label = "x"};
  CHECK(ticks_along(axis, {0, 1}, 100.0) == round_ticks_beside({0, 1}, AxisScale::linear, 100.0));
}

}  // namespace
}  // namespace bacelab
