#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace bacelab::testing {

/// The centred L2-discrepancy of points in the unit cube (Hickernell, Math. Comput. 67, 299-322,
/// 1998), squared: how far they are from an even spread.
inline double centred_discrepancy(const std::vector<std::vector<double>>& points) {
  const auto n = static_cast<double>(points.size());
  double one = 0.0;
  double two = 0.0;
  for (const auto& x : points) {
    double product = 1.0;
    for (const double c : x) {
      const double z = std::abs(c - 0.5);
      product *= 1.0 + 0.5 * z - 0.5 * z * z;
    }
    one += product;
    for (const auto& y : points) {
      double pair = 1.0;
      for (std::size_t k = 0; k < x.size(); ++k) {
        pair *= 1.0 + 0.5 * std::abs(x[k] - 0.5) + 0.5 * std::abs(y[k] - 0.5) -
                0.5 * std::abs(x[k] - y[k]);
      }
      two += pair;
    }
  }
  return std::pow(13.0 / 12.0, static_cast<double>(points.front().size())) - 2.0 / n * one +
         two / (n * n);
}

}  // namespace bacelab::testing
