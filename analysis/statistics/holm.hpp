#pragma once

#include <span>
#include <vector>

namespace bacelab {

/// p-values adjusted for a family of tests, in the order given: p_holm <= alpha rejects with a
/// family-wise error rate of at most alpha, however the tests depend on each other.
///
/// S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6 (1979): sorted upwards, p_(k) (counted from 0) is multiplied by m - k; no
/// adjusted value is below an earlier one or above 1. The family is all of `p_values`.
/// Throws std::invalid_argument for a NaN or a value outside [0, 1].
[[nodiscard]] std::vector<double> holm_adjusted(std::span<const double> p_values);

}  // namespace bacelab
