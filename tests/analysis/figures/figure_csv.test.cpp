#include "analysis/figures/figure_csv.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace bacelab {

TEST_CASE("figure data: comments, a heading of all columns, a row for each row", "[figures]") {
  constexpr double missing = std::numeric_limits<double>::quiet_NaN();
  Panel left = {.title = "left", .x = {}, .y = {}};
  left.series.push_back(
      {.name = "a, b",
       .columns = {{"x", "s", std::vector{1.0, 0.1}}, {"y", "1", std::vector{2.0, missing}}}});
  Panel right = {.title = "right", .x = {}, .y = {}};
  right.series.push_back({.name = "",
                          .mark = Mark::labels,
                          .columns = {{"text", "", std::vector<std::string>{"here"}},
                                      {"x", "s", std::vector{3.0}},
                                      {"z", "1", std::vector{4.0}}}});
  std::ostringstream out;
  write_csv(out, {.caption = "What\nit is.", .notes = {"Less."}, .panels = {left, right}});
  CHECK(out.str() ==
        "# What it is.\n# Less.\n# Units: x [s], y [1], z [1]\n"
        "panel,series,x,y,text,z\n"
        "left,\"a, b\",1,2,,\nleft,\"a, b\",0.1,,,\nright,,3,,here,4\n");
}

TEST_CASE("figures: a series without the columns of its mark is refused", "[figures]") {
  const FigureColumn x = {"x", "1", std::vector{1.0}};
  CHECK_THROWS_AS(rows_of({.name = "a", .columns = {x}}), std::invalid_argument);
  CHECK_THROWS_AS(rows_of({.name = "a", .columns = {x, {"y", "1", std::vector{1.0, 2.0}}}}),
                  std::invalid_argument);
  CHECK_THROWS_AS(
      rows_of({.name = "a", .columns = {x, {"y", "", std::vector<std::string>{"text"}}}}),
      std::invalid_argument);
}

}  // namespace bacelab
