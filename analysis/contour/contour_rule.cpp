#include "analysis/contour/contour_rule.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "analysis/statistics/intervals.hpp"

namespace bacelab {
namespace {

std::size_t looks_of(const ContourSearch& search) {
  std::size_t looks = 1;
  for (std::size_t n = search.minimum; n < search.maximum; n *= 2) ++looks;
  return looks;
}

}  // namespace

ContourRule::ContourRule(const ContourSearch& search)
    : search_(search),
      look_confidence_(1.0 - (1.0 - search.confidence) / static_cast<double>(looks_of(search))),
      coarse_(std::max<std::size_t>((search.resolution - 1) / first_cells, 1)),
      pairs_(search.resolution * search.resolution),
      targets_(pairs_.size(), 0),
      sides_(pairs_.size(), Side::closed) {
  for (std::size_t row = 0; row < search.resolution; row += coarse_) {
    for (std::size_t column = 0; column < search.resolution; column += coarse_) {
      targets_[point(column, row)] = search.minimum;
    }
  }
}

void ContourRule::add(std::size_t point, double a, double b) {
  if (std::isfinite(a) && std::isfinite(b)) pairs_[point].add(a, b);
}

double ContourRule::value(std::size_t point) const { return pairs_[point].value(search_.form); }

double ContourRule::half_width(std::size_t point) const {
  const std::size_t n = pairs_[point].count();
  if (n < 2) return std::numeric_limits<double>::infinity();
  return pairs_[point].half_width(search_.form, student_quantile(look_confidence_, n - 1));
}

Side ContourRule::side(std::size_t point) const {
  if (targets_[point] == 0) return Side::closed;
  const double from_level = value(point) - search_.level;
  const double width = half_width(point);
  if (width == 0.0 && from_level == 0.0) return Side::on;
  if (!(std::abs(from_level) > width)) return Side::in_doubt;
  return from_level > 0.0 ? Side::above : Side::below;
}

bool ContourRule::advance() {
  for (std::size_t i = 0; i < sides_.size(); ++i) sides_[i] = side(i);
  return raise() || (!out_of_worlds_ && refine());
}

bool ContourRule::raise() {
  std::vector<std::size_t> targets = targets_;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (sides_[i] == Side::in_doubt) targets[i] = std::min(2 * targets[i], search_.maximum);
  }
  return apply(std::move(targets));
}

bool ContourRule::refine() {
  std::vector<std::size_t> targets = targets_;
  for (std::size_t width = coarse_; width > 1; width /= 2) {
    for (std::size_t row = 0; row + width < search_.resolution; row += width) {
      for (std::size_t column = 0; column + width < search_.resolution; column += width) {
        if (is_to_divide(column, row, width)) divide(column, row, width, targets);
      }
    }
  }
  return apply(std::move(targets));
}

/// Whether the points of a cell, all corners of which are open, are not surely on one side.
bool ContourRule::is_to_divide(std::size_t column, std::size_t row, std::size_t width) const {
  for (const std::size_t y : {row, row + width}) {
    for (const std::size_t x : {column, column + width}) {
      if (sides_[point(x, y)] == Side::closed) return false;
    }
  }
  const Side first = sides_[point(column, row)];
  for (std::size_t y = row; y <= row + width; ++y) {
    for (std::size_t x = column; x <= column + width; ++x) {
      const Side side = sides_[point(x, y)];
      if (side == Side::in_doubt || (side != Side::closed && side != first)) return true;
    }
  }
  return false;
}

void ContourRule::divide(std::size_t column, std::size_t row, std::size_t width,
                         std::vector<std::size_t>& targets) const {
  for (const std::size_t y : {row, row + width / 2, row + width}) {
    for (const std::size_t x : {column, column + width / 2, column + width}) {
      std::size_t& target = targets[point(x, y)];
      if (target == 0) target = search_.minimum;
    }
  }
}

bool ContourRule::apply(std::vector<std::size_t> targets) {
  if (targets == targets_) return false;
  if (std::accumulate(targets.begin(), targets.end(), std::size_t{0}) > search_.most_worlds) {
    out_of_worlds_ = true;
    return false;
  }
  targets_ = std::move(targets);
  return true;
}

}  // namespace bacelab
