#include "app/figures/ranges.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace bacelab {
namespace {

FigureSeries intervals_of(std::vector<std::string> categories) {
  FigureSeries series;
  series.mark = Mark::intervals;
  series.columns = {{"baseline", "", std::move(categories)}};
  return series;
}

}  // namespace

TEST_CASE("intervals stand at their categories, several beside each other, the first on top") {
  Panel panel;
  panel.y.categories = {"lcf", "ldf"};
  panel.series = {intervals_of({"ldf", "lcf"})};
  CHECK(places_of_intervals(panel, panel.series[0]) == std::vector<double>{1.0, 0.0});
  panel.series = {intervals_of({"lcf", "ldf"}), FigureSeries(), intervals_of({"ldf"})};
  const auto first = places_of_intervals(panel, panel.series[0]);
  const auto second = places_of_intervals(panel, panel.series[2]);
  REQUIRE(first.size() == 2);
  REQUIRE(second.size() == 1);
  CHECK(first[0] == Approx(-0.2));
  CHECK(first[1] == Approx(0.8));
  CHECK(second[0] == Approx(1.2));
}

}  // namespace bacelab
