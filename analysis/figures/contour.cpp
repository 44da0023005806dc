#include "analysis/figures/contour.hpp"

#include <cmath>
#include <cstddef>

namespace bacelab {
namespace {

/// The corners of a square of the grid, in a circle.
struct Square {
  double column;
  double row;
  std::array<double, 4> values;  ///< at (0, 0), (1, 0), (1, 1), (0, 1)

  [[nodiscard]] bool is_positive(std::size_t corner) const { return values[corner % 4] >= 0.0; }

  /// Where the value is 0 between a corner and the next one.
  [[nodiscard]] std::array<double, 2> crossing(std::size_t side) const {
    constexpr std::array<std::array<double, 2>, 4> corners = {{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
    const double before = values[side];
    const double after = values[(side + 1) % 4];
    const double part = before / (before - after);
    const auto& a = corners[side];
    const auto& b = corners[(side + 1) % 4];
    return {column + a[0] + part * (b[0] - a[0]), row + a[1] + part * (b[1] - a[1])};
  }
};

void add_pieces(const Square& square, std::vector<ContourPiece>& pieces) {
  std::vector<std::size_t> sides;  // that the line crosses
  for (std::size_t side = 0; side < 4; ++side) {
    if (square.is_positive(side) != square.is_positive(side + 1)) sides.push_back(side);
  }
  if (sides.size() == 2) {
    pieces.push_back({square.crossing(sides[0]), square.crossing(sides[1])});
  } else if (sides.size() == 4) {
    // The corners that are alike are joined in the middle, or parted.
    const double middle = square.values[0] + square.values[1] + square.values[2] + square.values[3];
    const bool joins_first = (middle >= 0.0) == square.is_positive(0);
    const std::size_t first = joins_first ? 0 : 3;
    pieces.push_back({square.crossing(first), square.crossing((first + 1) % 4)});
    pieces.push_back({square.crossing((first + 2) % 4), square.crossing((first + 3) % 4)});
  }
}

}  // namespace

std::vector<ContourPiece> zero_contour(const GridValues& grid) {
  std::vector<ContourPiece> pieces;
  for (std::size_t row = 0; row + 1 < grid.rows; ++row) {
    for (std::size_t column = 0; column + 1 < grid.columns; ++column) {
      const Square square = {static_cast<double>(column),
                             static_cast<double>(row),
                             {grid.at(column, row), grid.at(column + 1, row),
                              grid.at(column + 1, row + 1), grid.at(column, row + 1)}};
      const double sum = square.values[0] + square.values[1] + square.values[2] + square.values[3];
      if (std::isfinite(sum)) add_pieces(square, pieces);
    }
  }
  return pieces;
}

}  // namespace bacelab
