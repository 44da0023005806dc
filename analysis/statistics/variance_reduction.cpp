#include "analysis/statistics/variance_reduction.hpp"

#include "analysis/statistics/moments.hpp"
#include "analysis/statistics/paired_difference.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {

ValueOrReason<double> variance_reduction(std::span<const double> a, std::span<const double> b) {
  const auto differences = pairwise_differences(a, b);
  if (differences.empty()) return Undefined{no_pairs_reason};
  if (differences.size() == 1) return Undefined{one_pair_reason};
  const double independent = sample_variance(a) + sample_variance(b);
  const double paired = sample_variance(differences);
  if (paired > 0.0) return independent / paired;
  if (independent > 0.0) return Undefined{"infinite because all pairs have the same difference"};
  return Undefined{"neither policy varies from world to world"};
}

}  // namespace bacelab
