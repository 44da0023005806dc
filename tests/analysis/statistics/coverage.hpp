#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

#include "analysis/statistics/estimate.hpp"

namespace bacelab::coverage {

// Do intervals have the coverage that they claim? Seeds are fixed, so a test gives the same answer
// each time; its false-alarm rate is that of a seed chosen without looking.

inline constexpr int experiments = 10000;
inline constexpr double confidence = 0.95;

/// The number of intervals that contain the true value is binomial; its share is further than this,
/// four standard deviations, from a coverage of 95 % with probability 6e-5.
inline double tolerance() { return 4.0 * std::sqrt(confidence * (1.0 - confidence) / experiments); }

/// Pairs of correlated normal values: a = 10 + w + e and b = 12 + 2 w + f, where w, e and f have
/// variance 1. The difference has mean 2 and variance 3, the overhead is 1/5, the reduction 1/6,
/// and P(b > a) = Phi(2 / sqrt(3)) = 0.8759.
struct Worlds {
  std::vector<double> a;
  std::vector<double> b;
  std::mt19937_64 generator;
  std::normal_distribution<double> normal;

  Worlds(std::uint64_t seed, std::size_t pairs) : a(pairs), b(pairs), generator(seed) {}

  void draw() {
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double world = normal(generator);
      a[i] = 10.0 + world + normal(generator);
      b[i] = 12.0 + 2.0 * world + normal(generator);
    }
  }
};

/// The share of experiments in which the interval of to_estimate(a, b) contains the truth.
template <class ToEstimate>
double share_of_hits(double truth, std::uint64_t seed, std::size_t pairs, ToEstimate to_estimate) {
  Worlds worlds(seed, pairs);
  int hits = 0;
  for (int i = 0; i < experiments; ++i) {
    worlds.draw();
    const Estimate estimate = to_estimate(worlds.a, worlds.b);
    if (estimate.interval.value().contains(truth)) ++hits;
  }
  return static_cast<double>(hits) / experiments;
}

}  // namespace bacelab::coverage
