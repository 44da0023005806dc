#pragma once

#include <array>
#include <vector>

namespace bacelab {

/// A grid of values: [row * columns + column]; NaN where there is none.
struct GridValues {
  std::size_t columns = 0;
  std::size_t rows = 0;
  std::vector<double> values;

  [[nodiscard]] double at(std::size_t column, std::size_t row) const {
    return values[row * columns + column];
  }
};

/// A piece of a contour line: column and row at both ends, as fractions.
struct ContourPiece {
  std::array<double, 2> from{};
  std::array<double, 2> to{};

  bool operator==(const ContourPiece&) const = default;
};

/// The line along which the values are 0: between neighbours of the grid they are linear (marching
/// squares; in a square with a saddle, by the mean of its corners). A value of 0 counts as
/// positive.
[[nodiscard]] std::vector<ContourPiece> zero_contour(const GridValues& grid);

}  // namespace bacelab
