#include "app/figures/ranges.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

/// Which columns of a series an axis shows.
std::vector<std::size_t> x_columns(Mark mark) {
  switch (mark) {
    case Mark::line:
    case Mark::steps:
    case Mark::points:
    case Mark::curve:
      return {0};
    case Mark::crosses:
      return {0, 1, 2};
    case Mark::intervals:
      return {1, 2, 3};
    case Mark::segments:
      return {0, 2};
    case Mark::rectangles:
    case Mark::shades:
      return {0, 1};
    case Mark::labels:
      return {1};
  }
  return {};
}

std::vector<std::size_t> y_columns(Mark mark) {
  switch (mark) {
    case Mark::line:
    case Mark::steps:
    case Mark::points:
      return {1};
    case Mark::crosses:
      return {3, 4, 5};
    case Mark::curve:
      return {1, 2, 3};
    case Mark::intervals:
      return {};
    case Mark::segments:
      return {1, 3};
    case Mark::rectangles:
    case Mark::shades:
      return {2, 3};
    case Mark::labels:
      return {2};
  }
  return {};
}

/// Collects values of an axis, in shown units.
class Extent {
 public:
  explicit Extent(const FigureAxis& axis) : axis_(axis) {
    for (const double value : axis.references) add(value);
  }

  void add(double value) {
    if (!std::isfinite(value)) return;
    low_ = std::min(low_, value / axis_.divisor);
    high_ = std::max(high_, value / axis_.divisor);
  }
  void add(const std::vector<double>& values) {
    for (const double value : values) add(value);
  }

  /// `margin`: a part of the length, at both ends.
  [[nodiscard]] AxisRange range(double margin) const {
    if (low_ > high_) return {0.0, 1.0};
    if (axis_.scale == AxisScale::logarithmic) {
      const double length = low_ < high_ ? std::max(high_ / low_, 1.05) : 4.0;
      const double factor = low_ < high_ ? arithmetic::pow(length, margin) : 2.0;
      return {low_ / factor, high_ * factor};
    }
    const double least = 1e-6 * std::max(std::abs(low_), std::abs(high_));
    if (high_ - low_ <= least) {
      if (low_ == 0.0) return {-margin, 1.0};
      const double half = 0.1 * std::abs(low_);
      return {low_ - half, high_ + half};
    }
    return {low_ - margin * (high_ - low_), high_ + margin * (high_ - low_)};
  }

 private:
  const FigureAxis& axis_;
  double low_ = std::numeric_limits<double>::infinity();
  double high_ = -low_;
};

constexpr double margin_of_panels = 0.04;

bool has_areas_alone(const Panel& panel) {
  return std::all_of(panel.series.begin(), panel.series.end(), [](const FigureSeries& series) {
    return series.mark == Mark::shades || series.look != SeriesLook::numbered;
  });
}

AxisRange range_of(const Panel& panel, const FigureAxis& axis,
                   std::vector<std::size_t> (*columns)(Mark)) {
  if (axis.range) return {axis.range->low / axis.divisor, axis.range->high / axis.divisor};
  Extent extent(axis);
  for (const FigureSeries& series : panel.series) {
    for (const std::size_t column : columns(series.mark)) {
      extent.add(numbers_of(series.columns[column]));
    }
  }
  return extent.range(has_areas_alone(panel) ? 0.0 : margin_of_panels);
}

}  // namespace

AxisRange range_of_x(const Panel& panel) { return range_of(panel, panel.x, x_columns); }

AxisRange range_of_y(const Panel& panel) {
  if (panel.y.categories.empty()) return range_of(panel, panel.y, y_columns);
  return {-0.5, static_cast<double>(panel.y.categories.size()) - 0.5};
}

std::vector<double> places_of_intervals(const Panel& panel, const FigureSeries& series) {
  double before = 0.0;
  double all = 0.0;
  for (const FigureSeries& other : panel.series) {
    if (other.mark != Mark::intervals) continue;
    if (&other < &series) before += 1.0;
    all += 1.0;
  }
  const double beside = 0.8 * ((before + 0.5) / all - 0.5);
  const auto& categories = panel.y.categories;
  std::vector<double> places;
  for (const std::string& category : texts_of(series.columns[0])) {
    const auto found = std::find(categories.begin(), categories.end(), category);
    places.push_back(static_cast<double>(found - categories.begin()) + beside);
  }
  return places;
}

AxisRange range_of_shades(const Figure& figure) {
  if (!figure.shades) return {0.0, 1.0};
  if (const auto& range = figure.shades->range) {
    return {range->low / figure.shades->divisor, range->high / figure.shades->divisor};
  }
  Extent extent(*figure.shades);
  for (const Panel& panel : figure.panels) {
    for (const FigureSeries& series : panel.series) {
      if (series.mark == Mark::shades) extent.add(numbers_of(series.columns[4]));
    }
  }
  return extent.range(0.0);
}

}  // namespace bacelab
