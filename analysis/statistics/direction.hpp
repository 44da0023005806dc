#pragma once

namespace bacelab {

/// Which values of a metric are good.
enum class Direction { smaller_is_better, larger_is_better };

/// By how much `a` is better than `b`, in their units; negative if it is worse.
[[nodiscard]] constexpr double advantage(double a, double b, Direction direction) {
  return direction == Direction::smaller_is_better ? b - a : a - b;
}

}  // namespace bacelab
