#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/figures/figure.hpp"
#include "analysis/figures/ticks.hpp"
#include "app/figures/text_lines.hpp"

namespace bacelab {

/// Width of a figure in a paper of two columns.
enum class FigureWidth { one_column = 1, two_columns = 2 };

/// Points (1/72 inch) of a width: 8.5 or 17.5 cm.
[[nodiscard]] double points_of(FigureWidth width);

/// A box on the page, in points from its lower left corner.
struct PageBox {
  double left = 0.0;
  double bottom = 0.0;
  double right = 0.0;
  double top = 0.0;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
};

/// An axis as it stands on the page, in shown units.
struct PlacedAxis {
  AxisRange range;
  AxisScale scale = AxisScale::linear;
  std::vector<Tick> ticks;               ///< with the names of categories, if there are some
  std::vector<std::string> label_lines;  ///< with the unit
};

struct PlacedPanel {
  const Panel* panel = nullptr;
  PageBox box;        ///< between the axes
  double left = 0.0;  ///< where the label of the y axis begins
  PlacedAxis x;
  PlacedAxis y;
  std::vector<std::string> title_lines;
};

/// An entry of the key: a sample of the series, and right of it its name.
struct KeyEntry {
  const FigureSeries* series = nullptr;
  double left = 0.0;
  double middle = 0.0;  ///< height of its middle above the lower end of the page
};

/// Width of the sample of an entry of the key, in points.
inline constexpr double key_sample_points = 18.0;

/// The strip that says what shades stand for.
struct PlacedBar {
  PageBox box;
  PlacedAxis axis;
};

/// Where everything of a figure stands. It refers to the figure.
struct FigureLayout {
  double width = 0.0;
  double height = 0.0;
  std::vector<PlacedPanel> panels;
  std::vector<KeyEntry> key;
  std::optional<PlacedBar> bar;
};

/// Arranges a figure so that nothing overlaps: as many panels beside each other as can be read, as
/// many marks on an axis as there is room for, long texts in several lines. Texts have the width of
/// those of a wide font. Throws InputError if the figure would be higher than a page.
[[nodiscard]] FigureLayout lay_out(const Figure& figure, FigureWidth width);

}  // namespace bacelab
