#include "analysis/statistics/win_probability.hpp"

#include "analysis/statistics/sample_checks.hpp"
#include "analysis/statistics/wilson.hpp"

namespace bacelab {
namespace {

Estimate probability_with_half_ties(std::size_t wins, std::size_t ties, std::size_t n,
                                    double confidence) {
  if (n == 0) return Estimate::undefined(no_pairs_reason);
  const double successes = static_cast<double>(wins) + static_cast<double>(ties) / 2.0;
  return {successes / static_cast<double>(n), wilson_interval(successes, n, confidence)};
}

}  // namespace

WinProbability win_probability(std::span<const double> a, std::span<const double> b,
                               Direction direction, double confidence) {
  require_pairs(a, b);
  require_confidence(confidence);
  std::size_t wins = 0;
  std::size_t ties = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double gain = advantage(a[i], b[i], direction);
    if (gain > 0.0) ++wins;
    if (gain == 0.0) ++ties;
  }
  return {wins, ties, a.size() - wins - ties,
          probability_with_half_ties(wins, ties, a.size(), confidence)};
}

}  // namespace bacelab
