#pragma once

#include <cstddef>
#include <span>

#include "analysis/statistics/bootstrap.hpp"
#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// First-order stochastic dominance over worlds: a is at least as good as b at every level if for
/// every x it is at least as likely to be x or better.
struct Dominance {
  /// p-value of the null hypothesis that the policy under test dominates the baseline: small, it
  /// does not.
  ValueOrReason<double> of_policy;
  /// p-value of the null hypothesis that the baseline dominates the policy under test.
  ValueOrReason<double> of_baseline;

  bool operator==(const Dominance&) const = default;
};

/// Tests both, by pairs: G. F. Barrett and S. G. Donald, "Consistent tests for stochastic
/// dominance", Econometrica 71 (2003), with their recentred bootstrap, of whole pairs since the
/// two policies run in the same worlds.
///
/// With F and G the distribution functions of a and b, by which smaller values are likelier if they
/// are larger, the statistic of "a dominates b" is sqrt(n) max(G(x) - F(x), 0) over all x; its
/// p-value is the share of resamples with sqrt(n) max((G* - F*) - (G - F), 0) at least as large.
/// If larger is better, all values have the other sign. For a and b of equal values in all worlds
/// both p-values are 1. Undefined for fewer than 30 pairs: the test is only asymptotically valid.
/// Throws std::invalid_argument for unequal lengths or a value that is not finite.
[[nodiscard]] Dominance dominance(std::span<const double> a, std::span<const double> b,
                                  Direction direction, const Bootstrap& bootstrap);

/// What two p-values of dominance say at a significance level.
enum class DominanceVerdict {
  policy,     ///< the policy under test dominates: only the other hypothesis is rejected
  baseline,   ///< the baseline dominates
  neither,    ///< both are rejected: the distribution functions cross
  undecided,  ///< neither is rejected
};

/// The verdict at `level`. Throws std::logic_error if the p-values are undefined.
[[nodiscard]] DominanceVerdict verdict_of(const Dominance& dominance, double level);

}  // namespace bacelab
