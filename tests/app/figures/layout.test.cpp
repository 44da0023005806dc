#include "app/figures/layout.hpp"

#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

/// Interval bars of so many rows and series, whose names have so many characters.
Panel bars(std::size_t rows, std::size_t series, std::size_t characters) {
  Panel panel = {.title = "",
                 .x = {.label = "overhead over a policy in mean job completion time", .unit = "%"},
                 .y = {},
                 .shape = PanelShape::rows};
  for (std::size_t i = 0; i < rows; ++i) panel.y.categories.emplace_back(characters, 'a');
  const std::vector<double> values(rows, 12.0);
  for (std::size_t i = 0; i < series; ++i) {
    panel.series.push_back({.name = std::string(characters, static_cast<char>('a' + i)),
                            .mark = Mark::intervals,
                            .number = i,
                            .columns = {{"row", "", panel.y.categories},
                                        {"value", "1", values},
                                        {"lower", "1", values},
                                        {"upper", "1", values}}});
  }
  return panel;
}

bool overlap(const PageBox& a, const PageBox& b) {
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

/// Of narrower letters than the layout reckons with.
double narrow_width(const std::string& text) {
  return 0.58 * font_points * static_cast<double>(width_of(text));
}

/// Where the texts of a layout stand, if letters are as wide as said.
std::vector<PageBox> text_boxes(const FigureLayout& layout) {
  std::vector<PageBox> boxes;
  for (const KeyEntry& entry : layout.key) {
    const double left = entry.left;
    boxes.push_back({left, entry.middle - 4.0,
                     left + key_sample_points + 4.0 + narrow_width(entry.series->name),
                     entry.middle + 4.0});
  }
  for (const PlacedPanel& panel : layout.panels) {
    for (const Tick& tick : panel.x.ticks) {
      const double part =
          (tick.value - panel.x.range.low) / (panel.x.range.high - panel.x.range.low);
      const double middle = panel.box.left + part * panel.box.width();
      const double half = narrow_width(tick.text) / 2.0;
      boxes.push_back(
          {middle - half, panel.box.bottom - 12.0, middle + half, panel.box.bottom - 5.0});
    }
    for (const Tick& tick : panel.y.ticks) {
      const double part =
          (tick.value - panel.y.range.low) / (panel.y.range.high - panel.y.range.low);
      const double middle = panel.box.top - part * panel.box.height();
      boxes.push_back({panel.box.left - 4.0 - narrow_width(tick.text), middle - 3.5,
                       panel.box.left - 4.0, middle + 3.5});
    }
  }
  return boxes;
}

}  // namespace

TEST_CASE("layout: no text overlaps another or leaves the page", "[figures]") {
  for (const auto width : {FigureWidth::one_column, FigureWidth::two_columns}) {
    for (const std::size_t rows : {1U, 3U, 7U, 30U}) {
      for (const std::size_t series : {1U, 3U, 7U}) {
        for (const std::size_t characters : {3U, 30U}) {
          if (rows * series > 100 && characters == 30) continue;  // higher than a page
          const Panel panel = bars(rows, series, characters);
          Figure figure = {.caption = "", .panels = {panel}};
          if (rows < 30) figure.panels.push_back(panel);
          const FigureLayout layout = lay_out(figure, width);
          const auto boxes = text_boxes(layout);
          CAPTURE(rows, series, characters, layout.width, layout.height);
          std::size_t overlaps = 0;
          for (std::size_t i = 0; i < boxes.size(); ++i) {
            const PageBox& box = boxes[i];
            overlaps += box.left < 0.0 || box.right > layout.width || box.bottom < 0.0 ||
                        box.top > layout.height;
            for (std::size_t j = 0; j < i; ++j) overlaps += overlap(box, boxes[j]);
          }
          CHECK(overlaps == 0);
        }
      }
    }
  }
}

TEST_CASE("layout: panels stand beside each other where they can be read", "[figures]") {
  const Figure figure = {.caption = "", .panels = {bars(3, 1, 6), bars(3, 1, 6)}};
  const FigureLayout narrow = lay_out(figure, FigureWidth::one_column);
  CHECK(narrow.panels[0].box.left == narrow.panels[1].box.left);
  CHECK(narrow.panels[1].box.top < narrow.panels[0].box.bottom);
  const FigureLayout wide = lay_out(figure, FigureWidth::two_columns);
  CHECK(wide.panels[0].box.top == wide.panels[1].box.top);
  CHECK(wide.panels[1].box.left > wide.panels[0].box.right);
  CHECK(wide.panels[1].y.ticks.front().text.empty());  // the names stand once
}

TEST_CASE("layout: a unit is not parted from its label", "[figures]") {
  const Figure figure = {.caption = "", .panels = {bars(3, 1, 6)}};
  const auto& lines = lay_out(figure, FigureWidth::one_column).panels[0].x.label_lines;
  CHECK(lines.size() == 2);
  CHECK(lines.back() == "time [%]");
}

TEST_CASE("layout: a title is not wider than its panel", "[figures]") {
  Panel panel = {.title = "bandwidth_aware_backfilling_with_a_very_long_name",
                 .x = {.label = "time"},
                 .y = {.label = "time"},
                 .shape = PanelShape::square};
  const FigureLayout layout =
      lay_out({.caption = "", .panels = {panel, panel}}, FigureWidth::one_column);
  for (const PlacedPanel& placed : layout.panels) {
    CHECK(placed.title_lines.size() > 1);
    CHECK(placed.box.left > layout.panels[0].box.left - 1.0);
    for (const std::string& line : placed.title_lines) {
      CHECK(narrow_width(line) <= placed.box.width());
    }
  }
}

TEST_CASE("layout: panels are narrower where the figure would be too high", "[figures]") {
  const Panel panel = {.title = "", .x = {.label = "x"}, .y = {.label = "y"}};
  const Figure figure = {.caption = "", .panels = std::vector<Panel>(8, panel)};
  const FigureLayout layout = lay_out(figure, FigureWidth::one_column);
  CHECK(layout.panels[0].box.top == layout.panels[1].box.top);
  const Figure fewer = {.caption = "", .panels = {panel, panel}};
  const FigureLayout usual = lay_out(fewer, FigureWidth::one_column);
  CHECK(usual.panels[0].box.left == usual.panels[1].box.left);
}

TEST_CASE("layout: no figure is higher than a page", "[figures]") {
  const Figure figure = {.caption = "", .panels = {bars(90, 3, 6)}};
  CHECK_THROWS_AS(lay_out(figure, FigureWidth::two_columns), InputError);
}

}  // namespace bacelab
