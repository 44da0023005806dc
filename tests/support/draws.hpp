#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace bacelab::testing {

/// Draws from std::mt19937_64 by inversion: the same on every platform, which the distributions of
/// the standard library are not.
class Draws {
 public:
  explicit Draws(std::uint64_t seed) : engine_(seed) {}

  /// In (0, 1), never an end.
  double uniform() { return (static_cast<double>(engine_() >> 11U) + 0.5) * 0x1p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  /// In [0, n), n small.
  int below(int n) { return static_cast<int>(uniform() * n); }
  /// In [low, high].
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(double probability) { return uniform() < probability; }
  double exponential(double mean) { return -mean * std::log(uniform()); }
  double erlang(int phases, double mean) {
    double sum = 0.0;
    for (int i = 0; i < phases; ++i) sum += exponential(mean / phases);
    return sum;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace bacelab::testing
