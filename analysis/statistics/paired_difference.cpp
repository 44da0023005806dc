#include "analysis/statistics/paired_difference.hpp"

#include <cstddef>

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/student_t.hpp"

namespace bacelab {
namespace {

ValueOrReason<double> p_value_of_zero_mean(std::span<const double> differences) {
  if (differences.empty()) return Undefined{no_pairs_reason};
  if (differences.size() == 1) return Undefined{one_pair_reason};
  const double mean = sample_mean(differences);
  if (mean == 0.0) return 1.0;
  // A spread of zero makes the statistic infinite and the p-value 0, as documented.
  return two_sided_p_value(mean / standard_error_of_mean(differences), differences.size() - 1);
}

}  // namespace

std::vector<double> pairwise_differences(std::span<const double> a, std::span<const double> b) {
  require_pairs(a, b);
  std::vector<double> differences(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) differences[i] = b[i] - a[i];
  return differences;
}

PairedDifference paired_difference(std::span<const double> a, std::span<const double> b,
                                   double confidence) {
  const std::vector<double> differences = pairwise_differences(a, b);
  return {mean_estimate(differences, confidence), p_value_of_zero_mean(differences)};
}

}  // namespace bacelab
