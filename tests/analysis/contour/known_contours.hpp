#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "analysis/contour/contour_rule.hpp"
#include "analysis/figures/contour.hpp"

namespace bacelab::known {

/// An overhead of two factors in [0, 1], of which the contour is known, with its gradient.
struct Surface {
  double value = 0.0;
  std::array<double, 2> gradient{};
};

using Field = Surface (*)(double x, double y);

inline Surface circle(double x, double y) {
  const double dx = x - 0.45;
  const double dy = y - 0.55;
  return {dx * dx + dy * dy - 0.09, {2.0 * dx, 2.0 * dy}};
}

inline Surface slope(double x, double y) { return {0.3 * (y - 0.2 - 0.5 * x), {-0.15, 0.3}}; }

inline Surface wave(double x, double y) {
  const double phase = 6.0 * x;
  return {0.5 * (y - 0.5 - 0.25 * std::sin(phase)), {-0.75 * std::cos(phase), 0.5}};
}

/// What a search found, and what it took.
struct Outcome {
  double share = 0.0;          ///< of the worlds of a full grid
  double mean_distance = 0.0;  ///< of the contour that was found from the true one, in cells
  double largest_distance = 0.0;
  std::size_t pieces = 0;
  std::size_t wrong_sides = 0;  ///< points that are surely on the wrong side
};

/// Runs a search whose worlds have normal noise of this standard deviation in the overhead.
/// `everywhere`: all points get all replications, instead.
inline Outcome look_for(Field field, const ContourSearch& search, double noise, std::uint64_t seed,
                        bool everywhere = false) {
  const std::size_t n = search.resolution;
  const auto at = [&](std::size_t i) {
    return field(static_cast<double>(i % n) / static_cast<double>(n - 1),
                 static_cast<double>(i / n) / static_cast<double>(n - 1));
  };
  ContourRule rule(search);
  std::vector<std::size_t> taken(n * n, 0);
  // Each point has worlds of its own, the same for every search.
  std::vector<std::mt19937_64> sources;
  for (std::size_t i = 0; i < n * n; ++i) sources.emplace_back(seed * n * n + i);
  const auto take = [&](std::size_t point, std::size_t target) {
    std::normal_distribution<double> normal;
    for (; taken[point] < target; ++taken[point]) {
      const double a = 100.0 + 10.0 * normal(sources[point]);
      rule.add(point, a, a * (1.0 + at(point).value) + 100.0 * noise * normal(sources[point]));
    }
  };
  do {
    for (std::size_t i = 0; i < n * n; ++i) {
      take(i, everywhere ? search.maximum : rule.targets()[i]);
    }
  } while (!everywhere && rule.advance());
  Outcome outcome;
  GridValues grid = {n, n, std::vector<double>(n * n, std::numeric_limits<double>::quiet_NaN())};
  double worlds = 0.0;
  for (std::size_t i = 0; i < n * n; ++i) {
    worlds += static_cast<double>(taken[i]);
    if (taken[i] == 0) continue;
    grid.values[i] = rule.value(i) - search.level;
    const Side side = rule.side(i);
    if ((side == Side::above && at(i).value < 0.0) || (side == Side::below && at(i).value > 0.0)) {
      ++outcome.wrong_sides;
    }
  }
  outcome.share = worlds / static_cast<double>(n * n * search.maximum);
  for (const ContourPiece& piece : zero_contour(grid)) {
    for (const auto& end : {piece.from, piece.to}) {
      const double cells = static_cast<double>(n - 1);
      const Surface there = field(end[0] / cells, end[1] / cells);
      const double distance =
          cells * std::abs(there.value) / std::hypot(there.gradient[0], there.gradient[1]);
      outcome.mean_distance += distance;
      outcome.largest_distance = std::max(outcome.largest_distance, distance);
    }
    ++outcome.pieces;
  }
  if (outcome.pieces > 0) outcome.mean_distance /= 2.0 * static_cast<double>(outcome.pieces);
  return outcome;
}

}  // namespace bacelab::known
