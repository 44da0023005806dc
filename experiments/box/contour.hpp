#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bacelab {

/// The contour that a study looks for: where an output of two factors equals a level.
struct ContourTarget {
  std::string output;           ///< an output expression, as `sensitivity` takes them
  double level = 0.0;           ///< in the unit of the output
  std::size_t resolution = 33;  ///< points along each side of the lattice: 2^i + 1
  double confidence = 0.95;     ///< with which the side of a point is known
  std::size_t minimum = 10;     ///< replications of a point that is opened
  double most_of_grid = 0.2;    ///< worlds at most, as a share of those of the whole lattice

  bool operator==(const ContourTarget&) const = default;
};

/// Equal, or both NaN.
[[nodiscard]] constexpr bool is_same(double a, double b) {
  return a == b || (a != a && b != b);  // NaN alone differs from itself
}

/// On which side of the level a point is. The numbers are those of the results file.
enum class Side : std::uint8_t {
  closed = 0,    ///< the point did not run
  below = 1,     ///< surely
  above = 2,     ///< surely
  on = 3,        ///< the output equals the level in all worlds
  in_doubt = 4,  ///< the interval contains the level, or there is none
};

/// The names of the sides, in the order of their numbers.
inline constexpr std::array<std::string_view, 5> side_names = {"closed", "below", "above", "on",
                                                               "in_doubt"};

/// What the search of a contour says of one point.
struct PointContour {
  Side side = Side::closed;
  double value = 0.0;       ///< of the output; NaN if the point is closed or has none
  double half_width = 0.0;  ///< of its interval; infinite without one

  bool operator==(const PointContour& other) const {
    return side == other.side && is_same(value, other.value) &&
           is_same(half_width, other.half_width);
  }
};

}  // namespace bacelab
