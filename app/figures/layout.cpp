#include "app/figures/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "app/figures/axis_ticks.hpp"
#include "app/figures/ranges.hpp"
#include "app/figures/text_lines.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

// All in points.
constexpr double points_per_cm = 72.0 / 2.54;
constexpr double line_height = line_points;
constexpr double tick_gap = 5.0;       // below an axis
constexpr double side_tick_gap = 9.0;  // left of one
constexpr double edge = 3.0;
constexpr double right_margin = 9.0;  // half of a number below the right end
constexpr double gap_between_rows = 7.0;
constexpr double key_gap = 4.0;
constexpr double key_line = 10.0;
constexpr double bar_height = 6.0;
constexpr double widest_bar = 200.0;
constexpr double highest_cm = 25.0;

/// What a panel needs, before it is known how wide it will be.
struct Needs {
  PlacedAxis y;
  double least_width = 0.0;
  double label_width = 0.0;  ///< of the y axis and its names or numbers
  double rows_height = 0.0;  ///< of PanelShape::rows
};

double nominal_height(const Panel& panel) { return panel.shape == PanelShape::flat ? 56.0 : 100.0; }

double least_width_of(const Panel& panel) {
  switch (panel.shape) {
    case PanelShape::wide:
    case PanelShape::flat:
      return 125.0;
    case PanelShape::square:
      return 64.0;
    case PanelShape::rows:
      return 105.0;
  }
  return 0.0;
}

std::size_t interval_series(const Panel& panel) {
  return static_cast<std::size_t>(
      std::count_if(panel.series.begin(), panel.series.end(),
                    [](const FigureSeries& series) { return series.mark == Mark::intervals; }));
}

/// Categories need room for their name and for each interval.
double height_of_rows(const Panel& panel) {
  constexpr double row_of_rectangles = 22.0;
  const bool has_rectangles =
      std::any_of(panel.series.begin(), panel.series.end(),
                  [](const FigureSeries& series) { return series.mark == Mark::rectangles; });
  if (has_rectangles) return row_of_rectangles * static_cast<double>(panel.y.categories.size());
  const auto intervals = static_cast<double>(interval_series(panel));
  const double of_intervals = (intervals > 4.0 ? 2.3 : 3.6) * intervals + 3.0;
  return std::max(line_height + 2.0, of_intervals) * static_cast<double>(panel.y.categories.size());
}

std::vector<Tick> ticks_of_categories(const std::vector<std::string>& categories) {
  std::vector<Tick> ticks;
  for (const std::string& name : categories) {
    ticks.push_back({static_cast<double>(ticks.size()), name});
  }
  return ticks;
}

Needs needs_of(const Panel& panel) {
  Needs needs;
  needs.least_width = least_width_of(panel);
  needs.rows_height = height_of_rows(panel);
  const bool has_rows = !panel.y.categories.empty();
  const double height = has_rows ? std::max(needs.rows_height, 60.0) : nominal_height(panel);
  needs.y.range = range_of_y(panel);
  needs.y.scale = panel.y.scale;
  needs.y.ticks = has_rows ? ticks_of_categories(panel.y.categories)
                           : ticks_upwards(panel.y, needs.y.range, height);
  needs.y.label_lines = label_lines(panel.y, height);
  needs.label_width = height_of(needs.y.label_lines);
  return needs;
}

double left_margin(const Needs& needs, bool shows_names) {
  if (!shows_names) return right_margin;
  return edge + needs.label_width + widest(needs.y.ticks) + side_tick_gap;
}

/// The panels in rows, each with as many as there are columns.
class Grid {
 public:
  /// `narrowness`: by how much panels may be narrower than usual.
  Grid(const Figure& figure, double width, double narrowness)
      : figure_(figure), width_(width), narrowness_(narrowness) {
    for (const Panel& panel : figure.panels) needs_.push_back(needs_of(panel));
    same_categories_ =
        std::all_of(figure.panels.begin(), figure.panels.end(), [&](const Panel& panel) {
          return !panel.y.categories.empty() &&
                 panel.y.categories == figure.panels.front().y.categories &&
                 panel.y.label == figure.panels.front().y.label;
        });
    columns_ = figure.in_one_column ? 1 : figure.panels.size();
    while (columns_ > 1 && panel_width() < least_width()) --columns_;
    if (panel_width() < least_width() * narrowness_ / 2.0) {
      throw InputError(
          "the names beside the figure leave no room for it; --width 2 makes it wider");
    }
  }

  /// Places all panels, from the top at `top` down; returns the height of the lowest one's end.
  double place(double top, std::vector<PlacedPanel>& placed) const {
    for (std::size_t first = 0; first < figure_.panels.size(); first += columns_) {
      top = place_row(first, top, placed);
    }
    return top;
  }

 private:
  [[nodiscard]] bool shows_names(std::size_t i) const {
    return !same_categories_ || i % columns_ == 0;
  }

  /// Left of a column, for the widest of its panels.
  [[nodiscard]] double margin_of(std::size_t column) const {
    double margin = 0.0;
    for (std::size_t i = column; i < needs_.size(); i += columns_) {
      margin = std::max(margin, left_margin(needs_[i], shows_names(i)));
    }
    return margin;
  }

  [[nodiscard]] double panel_width() const {
    double margins = 0.0;
    for (std::size_t column = 0; column < columns_; ++column) {
      margins += margin_of(column) + right_margin;
    }
    return (width_ - margins) / static_cast<double>(columns_);
  }

  [[nodiscard]] double least_width() const {
    double least = 0.0;
    for (const Needs& needs : needs_) least = std::max(least, needs.least_width);
    return least / narrowness_;
  }

  [[nodiscard]] double panel_height(std::size_t i) const {
    const double width = panel_width();
    switch (figure_.panels[i].shape) {
      case PanelShape::wide:
        return std::clamp(0.62 * width, 75.0, 200.0);
      case PanelShape::flat:
        return figure_.in_one_column ? 56.0 : std::clamp(0.3 * width, 50.0, 90.0);
      case PanelShape::square:
        return width;
      case PanelShape::rows:
        return needs_[i].rows_height;
    }
    return 0.0;
  }

  /// Only the lowest of panels that share their x axis has numbers.
  [[nodiscard]] bool shows_x(std::size_t i) const {
    return !figure_.in_one_column || i + 1 == figure_.panels.size();
  }

  [[nodiscard]] PlacedPanel placed_panel(std::size_t i, double left, double width) const {
    const Panel& panel = figure_.panels[i];
    PlacedPanel placed;
    placed.panel = &panel;
    placed.y = needs_[i].y;
    placed.title_lines = lines_of(panel.title, width);
    placed.x.range = range_of_x(panel);
    placed.x.scale = panel.x.scale;
    placed.x.ticks = ticks_along(panel.x, placed.x.range, width);
    if (shows_x(i)) {
      placed.x.label_lines = label_lines(panel.x, width + right_margin);
    } else {
      for (Tick& tick : placed.x.ticks) tick.text.clear();
    }
    if (!shows_names(i)) {
      for (Tick& tick : placed.y.ticks) tick.text.clear();
      placed.y.label_lines.clear();
    }
    placed.box.left = left;
    placed.box.right = left + width;
    return placed;
  }

  double place_row(std::size_t first, double top, std::vector<PlacedPanel>& placed) const {
    const double width = panel_width();
    const std::size_t end = std::min(first + columns_, figure_.panels.size());
    double titles = 0.0;
    double height = 0.0;
    double labels = 0.0;
    double left = 0.0;
    const std::size_t begin_placed = placed.size();
    for (std::size_t i = first; i < end; ++i) {
      placed.push_back(placed_panel(i, left + margin_of(i - first), width));
      placed.back().left = left + edge;
      left += margin_of(i - first);
      left += width + right_margin;
      titles = std::max(titles, height_of(placed.back().title_lines));
      height = std::max(height, panel_height(i));
      const double numbers = shows_x(i) ? tick_gap + line_height : 0.0;
      labels = std::max(labels, numbers + height_of(placed.back().x.label_lines));
    }
    top -= titles + gap_between_rows;
    for (std::size_t i = begin_placed; i < placed.size(); ++i) {
      placed[i].box.top = top;
      placed[i].box.bottom = top - panel_height(first + i - begin_placed);
    }
    return top - height - labels;
  }

  const Figure& figure_;
  double width_;
  double narrowness_;
  std::vector<Needs> needs_;
  bool same_categories_ = false;
  std::size_t columns_ = 1;
};

/// The series with different names, in their order; none if there is only one.
std::vector<const FigureSeries*> named_series(const Figure& figure) {
  std::vector<const FigureSeries*> named;
  std::set<std::string> names;
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (series.name.empty() || !names.insert(series.name).second) continue;
      named.push_back(&series);
    }
  }
  if (named.size() == 1) named.clear();
  return named;
}

/// Places the key from the top down, in columns of equal width; returns its lower end.
double place_key(const std::vector<const FigureSeries*>& named, FigureLayout& layout) {
  if (named.empty()) return layout.height;
  double entry = 0.0;
  for (const FigureSeries* series : named) entry = std::max(entry, width_in_points(series->name));
  entry += key_sample_points + 2.0 * key_gap;
  const auto columns = static_cast<std::size_t>(std::clamp(
      std::floor((layout.width - 2.0 * edge) / entry), 1.0, static_cast<double>(named.size())));
  const double left = (layout.width - entry * static_cast<double>(columns)) / 2.0;
  for (std::size_t i = 0; i < named.size(); ++i) {
    layout.key.push_back({named[i], std::max(edge, left) + entry * static_cast<double>(i % columns),
                          layout.height - key_line * (static_cast<double>(i / columns) + 0.6)});
  }
  const double rows = std::ceil(static_cast<double>(named.size()) / static_cast<double>(columns));
  return layout.height - key_line * rows - key_gap;
}

/// Places the strip of shades below `top`; returns its lower end.
double place_bar(const Figure& figure, double top, FigureLayout& layout) {
  if (!figure.shades) return top;
  PlacedBar bar;
  const double width = std::min(widest_bar, layout.width - 60.0);
  bar.box.left = (layout.width - width) / 2.0;
  bar.box.right = bar.box.left + width;
  bar.box.top = top - gap_between_rows;
  bar.box.bottom = bar.box.top - bar_height;
  bar.axis.range = range_of_shades(figure);
  bar.axis.scale = figure.shades->scale;
  bar.axis.ticks = round_ticks_beside(bar.axis.range, bar.axis.scale, width);
  bar.axis.label_lines = label_lines(*figure.shades, layout.width - 2.0 * edge);
  layout.bar = bar;
  return bar.box.bottom - tick_gap - line_height - height_of(bar.axis.label_lines);
}

void move_up(FigureLayout& layout, double points) {
  layout.height += points;
  for (KeyEntry& entry : layout.key) entry.middle += points;
  const auto move = [&](PageBox& box) {
    box.bottom += points;
    box.top += points;
  };
  for (PlacedPanel& panel : layout.panels) move(panel.box);
  if (layout.bar) move(layout.bar->box);
}

FigureLayout lay_out(const Figure& figure, FigureWidth width, double narrowness) {
  FigureLayout layout;
  layout.width = points_of(width);
  const Grid grid(figure, layout.width, narrowness);
  double lowest = place_key(named_series(figure), layout);
  lowest = grid.place(lowest - edge, layout.panels);
  lowest = place_bar(figure, lowest, layout);
  move_up(layout, edge - lowest);
  return layout;
}

}  // namespace

double points_of(FigureWidth width) {
  return (width == FigureWidth::one_column ? 8.5 : 17.5) * points_per_cm;
}

FigureLayout lay_out(const Figure& figure, FigureWidth width) {
  constexpr double narrow = 2.0;
  FigureLayout layout = lay_out(figure, width, 1.0);
  if (layout.height > highest_cm * points_per_cm) layout = lay_out(figure, width, narrow);
  if (layout.height <= highest_cm * points_per_cm) return layout;
  throw InputError(fmt::format(
      "the figure would be {:.1f} cm high, and a page has {:g} cm: show less of it, such as fewer "
      "points (--where, --point), baselines or metrics{}",
      layout.height / points_per_cm, highest_cm,
      width == FigureWidth::one_column ? ", or make it wider (--width 2)" : ""));
}

}  // namespace bacelab
