#include "analysis/statistics/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <stdexcept>

#include <fmt/format.h>

namespace bacelab {
namespace {

void require_probabilities(std::span<const double> p_values) {
  for (const double p : p_values) {
    if (p >= 0.0 && p <= 1.0) continue;
    throw std::invalid_argument(fmt::format("{} is no p-value; it lies between 0 and 1", p));
  }
}

/// Positions in ascending order of their values.
std::vector<std::size_t> ascending_order(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
  return order;
}

}  // namespace

std::vector<double> holm_adjusted(std::span<const double> p_values) {
  require_probabilities(p_values);
  std::vector<double> adjusted(p_values.size());
  double highest_so_far = 0.0;
  std::size_t not_yet_rejected = p_values.size();
  for (const std::size_t i : ascending_order(p_values)) {
    const double multiplied = static_cast<double>(not_yet_rejected--) * p_values[i];
    highest_so_far = std::max(highest_so_far, std::min(1.0, multiplied));
    adjusted[i] = highest_so_far;
  }
  return adjusted;
}

}  // namespace bacelab
