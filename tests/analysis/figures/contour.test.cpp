#include "analysis/figures/contour.hpp"

#include <catch2/catch.hpp>
#include <limits>

namespace bacelab {
namespace {

/// Of values that are those of a plane, so that the line is straight.
GridValues plane(std::size_t columns, std::size_t rows, double by_column, double by_row,
                 double constant) {
  GridValues grid = {columns, rows, {}};
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      grid.values.push_back(by_column * static_cast<double>(column) +
                            by_row * static_cast<double>(row) + constant);
    }
  }
  return grid;
}

}  // namespace

TEST_CASE("contour: all pieces lie where the values are 0", "[figures]") {
  const auto pieces = zero_contour(plane(5, 4, 1.0, 2.0, -4.5));
  CHECK(pieces.size() > 3);
  for (const ContourPiece& piece : pieces) {
    for (const auto& end : {piece.from, piece.to}) {
      CHECK(end[0] + 2.0 * end[1] - 4.5 == Approx(0.0).margin(1e-12));
    }
  }
}

TEST_CASE("contour: a peak is surrounded", "[figures]") {
  const GridValues peak = {3, 3, {-1, -1, -1, -1, 1, -1, -1, -1, -1}};
  CHECK(zero_contour(peak).size() == 4);
}

TEST_CASE("contour: in a saddle the mean says which corners are joined", "[figures]") {
  // Positive at (0, 0) and (1, 1), and in the middle: the lines cut off the other corners.
  const auto joined = zero_contour({2, 2, {3, -1, -1, 3}});
  REQUIRE(joined.size() == 2);
  for (const ContourPiece& piece : joined) {
    const bool is_below = piece.from[0] > piece.from[1] || piece.to[0] > piece.to[1];
    const bool is_above = piece.from[0] < piece.from[1] || piece.to[0] < piece.to[1];
    CHECK(is_below != is_above);
  }
  const auto parted = zero_contour({2, 2, {1, -3, -3, 1}});
  REQUIRE(parted.size() == 2);
  for (const ContourPiece& piece : parted) {
    const bool crosses = (piece.from[0] > piece.from[1]) != (piece.to[0] > piece.to[1]);
    CHECK(crosses);
  }
}

TEST_CASE("contour: there is none where the sign is one, or beside missing values", "[figures]") {
  CHECK(zero_contour(plane(4, 4, 1.0, 1.0, 0.5)).empty());
  GridValues grid = plane(2, 2, 2.0, 0.0, -1.0);
  CHECK(zero_contour(grid).size() == 1);
  grid.values[3] = std::numeric_limits<double>::quiet_NaN();
  CHECK(zero_contour(grid).empty());
}

}  // namespace bacelab
