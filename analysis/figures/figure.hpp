#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bacelab {

// A figure as data: what it shows, in the units of the results. How it is drawn, in what size and
// into what file, is another matter; its numbers can be had without a drawing.

/// How the rows of a series are drawn, and what their first columns are.
enum class Mark {
  line,        ///< x, y
  curve,       ///< x, y, its lower and upper limit; symbols joined by lines, in a band
  steps,       ///< x, y; the level y holds from x to the next
  points,      ///< x, y
  crosses,     ///< x, its lower and upper limit, y, its lower and upper limit
  intervals,   ///< a category of the y axis (text), x, lower, upper
  segments,    ///< x, y, x of the end, y of the end
  rectangles,  ///< x from, x to, y from, y to
  shades,      ///< the same, and the value that the shade stands for
  labels,      ///< text, x, y
};

/// A column of a series; further ones than the mark needs are kept for the reader of the numbers.
/// A number that is missing is NaN.
struct FigureColumn {
  std::string name;
  std::string unit;  ///< of the values: "1" for pure numbers; empty for texts
  std::variant<std::vector<double>, std::vector<std::string>> values;

  bool operator==(const FigureColumn&) const = default;
};

/// What a series looks like.
enum class SeriesLook {
  numbered,    ///< one of the distinct colours, dashes and symbols
  reference,   ///< thin, grey and dashed: something to compare with
  emphasized,  ///< black, with a white border: seen on any ground
};

/// Things of one kind that are drawn alike.
struct FigureSeries {
  std::string name;  ///< in the key; empty: it does not appear there
  Mark mark = Mark::line;
  SeriesLook look = SeriesLook::numbered;
  std::size_t number = 0;  ///< which of the distinct looks: equal for equal things
  std::vector<FigureColumn> columns = {};

  bool operator==(const FigureSeries&) const = default;
};

enum class AxisScale { linear, logarithmic };

/// A range of values.
struct AxisRange {
  double low = 0.0;
  double high = 1.0;

  bool operator==(const AxisRange&) const = default;
};

/// An axis. Values are divided by `divisor` where they are shown.
struct FigureAxis {
  std::string label;
  std::string unit = {};  ///< of what is shown; empty for pure numbers
  double divisor = 1.0;
  AxisScale scale = AxisScale::linear;
  std::optional<AxisRange> range = {};       ///< none: that of the values
  std::vector<double> references = {};       ///< values marked by a line; they are in the range
  std::vector<double> values = {};           ///< with a tick each where they fit, not round ones
  std::vector<std::string> categories = {};  ///< of a y axis: names for its numbers 0, 1, ...
                                             ///< from the top

  bool operator==(const FigureAxis&) const = default;
};

/// The proportions of a panel.
enum class PanelShape {
  wide,
  square,  ///< both axes have one length
  flat,    ///< half as high
  rows,    ///< as high as its categories need
};

/// One pair of axes.
struct Panel {
  std::string title;
  FigureAxis x;
  FigureAxis y;
  std::vector<FigureSeries> series = {};
  PanelShape shape = PanelShape::wide;

  bool operator==(const Panel&) const = default;
};

struct Figure {
  std::string caption;                  ///< what it shows, in full sentences
  std::vector<std::string> notes = {};  ///< what was left out or put together, in full sentences
  std::vector<Panel> panels = {};
  std::optional<FigureAxis> shades = {};  ///< what shades stand for
  bool in_one_column = false;  ///< panels stand one below the other, as they share their x

  bool operator==(const Figure&) const = default;
};

/// The numbers of a column. Throws std::invalid_argument if it has texts.
[[nodiscard]] const std::vector<double>& numbers_of(const FigureColumn& column);

/// The texts of a column. Throws std::invalid_argument if it has numbers.
[[nodiscard]] const std::vector<std::string>& texts_of(const FigureColumn& column);

/// How many columns a mark needs.
[[nodiscard]] std::size_t columns_drawn(Mark mark);

/// The rows of a series. Throws std::invalid_argument unless all its columns have as many, and it
/// has the columns that its mark needs.
[[nodiscard]] std::size_t rows_of(const FigureSeries& series);

}  // namespace bacelab
