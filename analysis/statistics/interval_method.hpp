#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace bacelab {

/// How the interval of a difference or a relative form is made (docs/statistics.md).
enum class IntervalMethod {
  delta,       ///< paired t for differences, delta method with t for relative forms
  percentile,  ///< percentile bootstrap of pairs
  bca,         ///< bias-corrected and accelerated bootstrap of pairs
};

/// The names of the methods, in the order of their numbers.
inline constexpr std::array<std::string_view, 3> interval_method_names = {"delta", "percentile",
                                                                          "bca"};

/// The name of a method.
[[nodiscard]] constexpr std::string_view name_of(IntervalMethod method) {
  return interval_method_names[static_cast<std::size_t>(method)];
}

}  // namespace bacelab
