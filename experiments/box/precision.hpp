#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "experiments/box/contour.hpp"

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

/// The certainty at which a point has selected its best policy and needs no more replications.
struct SelectionTarget {
  std::string metric;
  std::vector<std::string> policies;  ///< to choose from: those of the study
  double indifference_percent = 1.0;  ///< differences that don't matter, of the best mean
  double confidence = 0.95;           ///< probability of selecting the best
  std::size_t minimum = 30;           ///< replications before the first check
  std::size_t step = 10;              ///< replications between checks
};

/// What a rule sees of a run that did not take place, as metrics are finite or NaN.
inline constexpr double run_absent = std::numeric_limits<double>::infinity();

/// What replications go on for.
using PrecisionGoal = std::variant<PrecisionTarget, SelectionTarget>;

/// The names of the goals in a study, in the order of the variant.
inline constexpr std::array<std::string_view, 2> precision_goal_names = {"intervals",
                                                                         "select_best"};

/// Why a point of a study with a precision target has no more replications. The numbers are those
/// of the results file.
enum class StopReason : std::uint8_t {
  precision_reached = 0,  ///< all comparisons are as precise as required
  maximum_reached = 1,    ///< all replications have run
  best_selected = 2,      ///< one policy is better than all others
  indifferent = 3,        ///< one is selected, and others are within the indifference zone
  side_known = 4,         ///< on which side of a contour the point is
  not_needed = 5,         ///< to know a contour: the point did not run
  runs_spent = 6,         ///< the search of a contour may have no more
};

/// The names of the reasons, in the order of their numbers.
inline constexpr std::array<std::string_view, 7> stop_reason_names = {
    "precision_reached", "maximum_reached", "best_selected", "indifferent",
    "side_known",        "not_needed",      "runs_spent"};

/// What the selection of the best policy says of one of them. The numbers are those of the results
/// file.
enum class Verdict : std::uint8_t {
  undecided = 0,    ///< it may be the best: the replications ended before
  selected = 1,     ///< it is the best
  worse = 2,        ///< another one is better
  indifferent = 3,  ///< not the best mean, but within the indifference zone of a better one
  incomplete = 4,   ///< a run of it got stuck, failed or has no value, while others were complete
};

/// The names of the verdicts, in the order of their numbers.
inline constexpr std::array<std::string_view, 5> verdict_names = {"undecided", "selected", "worse",
                                                                  "indifferent", "incomplete"};

/// How the selection ended for one policy at one point.
struct PolicyEnd {
  std::int64_t replications = 0;  ///< in which it ran: the first ones
  Verdict verdict = Verdict::undecided;

  bool operator==(const PolicyEnd&) const = default;
};

/// How the selection of the best policy ended at one point.
struct PointSelection {
  std::string metric;
  double zone = 0.0;  ///< the indifference zone, in the metric's unit; NaN if it is not known yet
  std::vector<PolicyEnd> policies;  ///< in the order of the study

  bool operator==(const PointSelection& other) const {
    return metric == other.metric && is_same(zone, other.zone) && policies == other.policies;
  }
};

/// How one point of a study with a precision target ended.
struct PointPrecision {
  std::int64_t replications = 0;  ///< that ran: the first ones
  StopReason reason = StopReason::maximum_reached;
  std::string last_comparison;     ///< the last to converge, or the one furthest from it
  double half_width_points = 0.0;  ///< of the widest interval at the end, in percentage points
  std::optional<PointSelection> selection = {};  ///< if the best policy is selected
  std::optional<PointContour> contour = {};      ///< if a contour is looked for

  bool operator==(const PointPrecision&) const = default;
};

/// The same of all points.
using PrecisionOutcome = std::vector<PointPrecision>;

}  // namespace bacelab
