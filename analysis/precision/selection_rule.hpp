#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/statistics/estimate.hpp"
#include "experiments/box/precision.hpp"

namespace bacelab {

/// Which policy is best in a metric at one point, world by world: the fully sequential procedure of
/// Kim and Nelson, ACM TOMACS 11, 251-273 (2001), with c = 1. With k policies, first stage n0 =
/// `minimum`, zone d and S^2 the variance of the difference of two policies over the first stage,
///
///     eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2,    h^2 = 2 eta (n0 - 1),
///
/// after n worlds a policy is dropped if its sum is worse than that of another one by more than
/// max(0, d / 2 (h^2 S^2 / d^2 - n)). Policies may depend on each other, as in the same worlds. The
/// zone is the given percentage of the best mean of the first stage.
///
/// A run without a value (stuck, failed, undefined) drops its policy, unless no policy that is left
/// has one there: such a world is left out.
class SelectionRule {
 public:
  SelectionRule(const SelectionTarget& target, Direction direction);

  /// Whether the world has the runs of all policies that are left: those that did not take place
  /// are `run_absent`. One value for each policy.
  [[nodiscard]] bool is_enough(std::span<const double> values) const;

  /// The next world; NaN stands for a run without a value. What is there of policies that were
  /// dropped is ignored.
  /// \throws std::invalid_argument for another number of values
  void add(std::span<const double> values);

  /// Drops the policies that are worse. \returns whether only one is left
  bool look();

  /// Whether the policy is still compared.
  [[nodiscard]] bool is_left(std::size_t policy) const { return left_[policy] != 0; }
  /// The worlds after which the next policy will be dropped if the means stay as they are; 0 if
  /// unknown.
  [[nodiscard]] double expected_worlds() const;
  /// The policies as they are now.
  [[nodiscard]] const PointSelection& selection() const { return selection_; }

 private:
  void drop(std::size_t policy, Verdict verdict, std::size_t by);
  void settle();
  void end_first_stage();
  [[nodiscard]] bool is_a_tie() const;
  [[nodiscard]] double gap(std::size_t worse, std::size_t better) const;
  [[nodiscard]] double horizon(std::size_t a, std::size_t b) const;
  [[nodiscard]] double limit(std::size_t a, std::size_t b) const;
  /// A verdict, and the policy that has the better mean.
  struct Judgement {
    Verdict verdict = Verdict::undecided;
    std::size_t by = 0;
  };
  [[nodiscard]] Judgement judge(std::size_t policy) const;
  [[nodiscard]] std::vector<std::size_t> those_left() const;

  SelectionTarget target_;
  Direction direction_;
  double h2_;
  std::size_t worlds_ = 0;   ///< seen
  std::size_t counted_ = 0;  ///< of these, with values of all policies that were left
  std::vector<double> means_;
  std::vector<char> left_;
  std::vector<std::vector<double>> first_stage_;  ///< [policy][world], until it ends
  std::vector<double> variances_;                 ///< of differences, [policy][policy]
  std::vector<std::size_t> dropped_by_;           ///< [policy], those that were dropped
  PointSelection selection_;
};

/// h^2 of Kim and Nelson's procedure for so many policies and worlds of the first stage.
double kim_nelson_h2(std::size_t policies, std::size_t first_stage, double confidence);

}  // namespace bacelab
