#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/precision/precision_rule.hpp"
#include "experiments/box/precision.hpp"

namespace bacelab {

/// Where to look for a contour, and how far.
struct ContourSearch {
  std::size_t resolution = 33;  ///< points along each side of the lattice: 2^i + 1
  PairForm form = PairForm::overhead;
  double level = 0.0;  ///< of the output, in its unit
  double confidence = 0.95;
  std::size_t minimum = 10;     ///< replications of a point that is opened
  std::size_t maximum = 1000;   ///< and at most
  std::size_t most_worlds = 0;  ///< of all points together
};

/// The search of the line on which an output of two factors equals a level, on a square lattice
/// whose points are numbered row by row. Points of a coarse lattice are opened first. A point on
/// whose side of the level its interval leaves a doubt gets twice as many replications, up to the
/// maximum; when no doubt is left that replications could remove, the cells are divided in whose
/// points the sides differ, or are in doubt, until they have the width of the lattice.
///
/// What is opened depends on the values of points that are complete up to their targets and on
/// nothing else. The error of a side, 1 - confidence, is shared by the looks at a point.
class ContourRule {
 public:
  /// Cells along a side of the first lattice, and its points.
  static constexpr std::size_t first_cells = 4;
  static constexpr std::size_t first_points = (first_cells + 1) * (first_cells + 1);

  explicit ContourRule(const ContourSearch& search);

  /// The replications that are wanted of each point: 0 for those that are not open.
  [[nodiscard]] const std::vector<std::size_t>& targets() const { return targets_; }

  /// The next world of a point, under the policy under test and the baseline; NaN stands for a run
  /// that is not complete, and such a world is left out of the interval. An output of one policy
  /// is a difference from a = 0.
  void add(std::size_t point, double a, double b);

  /// Opens points or raises targets after all targets were reached.
  /// \returns whether there is more to do
  bool advance();

  /// Whether the search ended because more than `most_worlds` would have been needed.
  [[nodiscard]] bool is_out_of_worlds() const { return out_of_worlds_; }
  /// The side of the level on which a point is; Side::closed if it is not open.
  [[nodiscard]] Side side(std::size_t point) const;
  /// The output at an open point, and the half-width of its interval.
  [[nodiscard]] double value(std::size_t point) const;
  [[nodiscard]] double half_width(std::size_t point) const;

 private:
  bool raise();
  bool refine();
  void divide(std::size_t column, std::size_t row, std::size_t width,
              std::vector<std::size_t>& targets) const;
  [[nodiscard]] bool is_to_divide(std::size_t column, std::size_t row, std::size_t width) const;
  bool apply(std::vector<std::size_t> targets);
  [[nodiscard]] std::size_t point(std::size_t column, std::size_t row) const {
    return row * search_.resolution + column;
  }

  ContourSearch search_;
  double look_confidence_;
  std::size_t coarse_;  ///< width of the first cells
  std::vector<RunningPairs> pairs_;
  std::vector<std::size_t> targets_;
  std::vector<Side> sides_;  ///< of the last advance()
  bool out_of_worlds_ = false;
};

}  // namespace bacelab
