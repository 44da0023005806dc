#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace bacelab {

/// How the means of a baseline and of the policy under test are compared.
enum class PairForm {
  difference,  ///< baseline - policy
  overhead,    ///< baseline / policy - 1
  reduction,   ///< 1 - policy / baseline
};

/// The names of the forms, in the order of the enumeration.
inline constexpr std::array<std::string_view, 3> pair_form_names = {"difference", "overhead",
                                                                    "reduction"};

/// The name of a form.
[[nodiscard]] constexpr std::string_view name_of(PairForm form) {
  return pair_form_names[static_cast<std::size_t>(form)];
}

/// The form of two means, the policy under test first; the denominator must not be 0.
[[nodiscard]] constexpr double value_of(PairForm form, double policy, double baseline) {
  switch (form) {
    case PairForm::difference:
      return baseline - policy;
    case PairForm::overhead:
      return (baseline - policy) / policy;
    case PairForm::reduction:
      return (baseline - policy) / baseline;
  }
  return 0.0;
}

}  // namespace bacelab
