#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

/// The precision at which a point of a study needs no more replications.
struct PrecisionTarget {
  double half_width_points = 2.0;  ///< of the intervals, in percentage points
  double confidence = 0.95;
  PairForm form = PairForm::overhead;  ///< a relative one: overhead or reduction
  std::vector<std::string> metrics;
  std::string policy;                  ///< that is compared
  std::vector<std::string> baselines;  ///< that it is compared with
  std::size_t minimum = 30;            ///< replications before the first check
  std::size_t step = 10;               ///< replications between checks
};

/// Why a point of a study with a precision target has no more replications. The numbers are those
/// of the results file.
enum class StopReason : std::uint8_t {
  precision_reached = 0,  ///< all comparisons are as precise as required
  maximum_reached = 1,    ///< all replications have run
};

/// The names of the reasons, in the order of their numbers.
inline constexpr std::array<std::string_view, 2> stop_reason_names = {"precision_reached",
                                                                      "maximum_reached"};

/// How one point of a study with a precision target ended.
struct PointPrecision {
  std::int64_t replications = 0;  ///< that ran: the first ones
  StopReason reason = StopReason::maximum_reached;
  std::string last_comparison;     ///< the last to converge, or the one furthest from it
  double half_width_points = 0.0;  ///< of the widest interval at the end, in percentage points

  bool operator==(const PointPrecision&) const = default;
};

/// The same of all points.
using PrecisionOutcome = std::vector<PointPrecision>;

}  // namespace bacelab
