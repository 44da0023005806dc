#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "analysis/precision/precision_rule.hpp"
#include "analysis/statistics/paired.hpp"

namespace bacelab::sequential {

// What a precision target gives when its points are looked at again and again. Seeds are fixed.

/// How one of the two policies does in a world: 100 on average.
enum class Law { normal, exponential, lognormal };

inline constexpr double mean = 100.0;
inline constexpr double true_overhead = 0.2;

/// Pairs of independent values of one law; the baseline's mean is 120. The standard deviation is
/// `spread` of the mean, and for the exponential law all of it.
class Pairs {
 public:
  Pairs(Law law, double spread, std::uint64_t seed) : law_(law), spread_(spread), source_(seed) {}

  double policy() { return mean * draw(); }
  double baseline() { return (1.0 + true_overhead) * mean * draw(); }

 private:
  double draw() {
    switch (law_) {
      case Law::normal:
        return 1.0 + spread_ * normal_(source_);
      case Law::exponential:
        return exponential_(source_);
      case Law::lognormal: {
        const double sigma = std::sqrt(std::log1p(spread_ * spread_));
        return std::exp(sigma * normal_(source_) - 0.5 * sigma * sigma);
      }
    }
    return 0.0;
  }

  Law law_;
  double spread_;
  std::mt19937_64 source_;
  std::normal_distribution<double> normal_;
  std::exponential_distribution<double> exponential_;
};

/// Replications that the target needs if the variance is known: the ratio of two means with
/// coefficient of variation `spread` each has standard error 1.2 spread sqrt(2 / n).
inline double theory(double spread, double half_width_points) {
  constexpr double z = 1.959963984540054;
  const double error = (1.0 + true_overhead) * spread * std::sqrt(2.0);
  return std::pow(z * error / (half_width_points / 100.0), 2);
}

struct Outcome {
  double mean_replications = 0.0;
  std::size_t fewest = 0;
  double coverage = 0.0;
};

/// Looks at 30 and at every 10 more, `experiments` times.
inline Outcome repeat(Law law, double spread, double half_width_points, int experiments,
                      std::uint64_t seed) {
  PrecisionTarget target;
  target.half_width_points = half_width_points;
  target.metrics = {"m"};
  target.policy = "p";
  target.baselines = {"q"};
  Outcome outcome;
  outcome.fewest = 1'000'000;
  int hits = 0;
  for (int i = 0; i < experiments; ++i) {
    Pairs pairs(law, spread, seed + static_cast<std::uint64_t>(i));
    PrecisionRule rule(target);
    std::vector<double> a;
    std::vector<double> b;
    do {
      const std::size_t more = a.empty() ? target.minimum : target.step;
      for (std::size_t k = 0; k < more; ++k) {
        a.push_back(pairs.policy());
        b.push_back(pairs.baseline());
        const double values[] = {a.back(), b.back()};
        rule.add(values);
      }
    } while (!rule.look().reached);
    outcome.mean_replications += static_cast<double>(a.size()) / experiments;
    outcome.fewest = std::min(outcome.fewest, a.size());
    if (overhead(a, b, 0.95).interval.value().contains(true_overhead)) ++hits;
  }
  outcome.coverage = static_cast<double>(hits) / experiments;
  return outcome;
}

}  // namespace bacelab::sequential
