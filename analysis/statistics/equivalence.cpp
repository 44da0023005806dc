#include "analysis/statistics/equivalence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "analysis/statistics/intervals.hpp"
#include "analysis/statistics/moments.hpp"
#include "experiments/arithmetic/quantiles.hpp"

namespace bacelab {
namespace {

/// One-sided p-value of "the mean is not positive".
double p_value_of_positive_mean(std::span<const double> x) {
  const double mean = sample_mean(x);
  const double error = standard_error_of_mean(x);
  if (error == 0.0) return mean > 0.0 ? 0.0 : 1.0;
  return arithmetic::student_upper_tail(mean / error, static_cast<double>(x.size()) - 1.0);
}

}  // namespace

ValueOrReason<double> equivalence_p_value(std::span<const double> a, std::span<const double> b,
                                          double margin) {
  require_pairs(a, b);
  if (!(margin > 0.0 && margin < 1.0)) {
    throw std::invalid_argument(fmt::format("a margin of {} is not between 0 and 1", margin));
  }
  if (a.empty()) return Undefined{no_pairs_reason};
  if (a.size() == 1) return Undefined{one_pair_reason};
  if (!(sample_mean(a) > 0.0))
    return Undefined{"the mean of the policy under test is not positive"};
  std::vector<double> above(a.size());
  std::vector<double> below(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    above[i] = b[i] - (1.0 - margin) * a[i];
    below[i] = (1.0 + margin) * a[i] - b[i];
  }
  return std::max(p_value_of_positive_mean(above), p_value_of_positive_mean(below));
}

}  // namespace bacelab
