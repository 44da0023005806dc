#pragma once

namespace bacelab {

/// How the mean of a baseline is set against the mean of the policy under test.
enum class PairForm {
  difference,  ///< baseline - policy
  overhead,    ///< baseline / policy - 1
  reduction,   ///< 1 - policy / baseline
};

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
