#include "analysis/statistics/adjustment.hpp"

#include <algorithm>

#include "analysis/statistics/holm.hpp"

namespace bacelab {

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
