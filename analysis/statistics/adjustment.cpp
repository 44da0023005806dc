#include "analysis/statistics/adjustment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <stdexcept>

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

std::vector<double> adjusted(std::span<const double> p_values, Adjustment adjustment) {
  std::vector<double> by_holm = holm_adjusted(p_values);
  if (adjustment == Adjustment::holm) return by_holm;
  std::vector<double> result(p_values.begin(), p_values.end());
  if (adjustment == Adjustment::none) return result;
  for (double& p : result) p = std::min(1.0, static_cast<double>(result.size()) * p);
  return result;
}

double confidence_of_each(double confidence, std::size_t family_size, Adjustment adjustment) {
  if (adjustment != Adjustment::bonferroni || family_size < 2) return confidence;
  return 1.0 - (1.0 - confidence) / static_cast<double>(family_size);
}

}  // namespace bacelab
