#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace bacelab {

/// p-values adjusted for a family of tests, in the order given: p_holm <= alpha rejects with a
/// family-wise error rate of at most alpha, whatever the dependence between the tests.
///
/// S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6 (1979): sorted upwards, p_(k) (counted from 0) is multiplied by m - k; no
/// adjusted value is below an earlier one or above 1. The family is all of `p_values`.
/// Throws std::invalid_argument for a NaN or a value outside [0, 1].
[[nodiscard]] std::vector<double> holm_adjusted(std::span<const double> p_values);

/// The adjustment for several comparisons.
enum class Adjustment {
  holm,        ///< p-values by Holm; intervals not adjusted
  bonferroni,  ///< p-values and intervals by Bonferroni: intervals are simultaneous
  none,        ///< neither p-values nor intervals adjusted
};

/// The names of the adjustments, in the order of their numbers.
inline constexpr std::array<std::string_view, 3> adjustment_names = {"holm", "bonferroni", "none"};

/// The name of an adjustment.
[[nodiscard]] constexpr std::string_view name_of(Adjustment adjustment) {
  return adjustment_names[static_cast<std::size_t>(adjustment)];
}

/// p-values adjusted for a family of tests, in the order given: Holm (holm.hpp), Bonferroni
/// (min(1, m p) for a family of m), or as they are. Throws std::invalid_argument for a NaN or a
/// value outside [0, 1].
[[nodiscard]] std::vector<double> adjusted(std::span<const double> p_values, Adjustment adjustment);

/// The confidence that each of `family_size` intervals needs: 1 - (1 - confidence) / family_size
/// with Bonferroni, so that all are simultaneous with at least `confidence`; otherwise
/// `confidence`.
[[nodiscard]] double confidence_of_each(double confidence, std::size_t family_size,
                                        Adjustment adjustment);

}  // namespace bacelab
