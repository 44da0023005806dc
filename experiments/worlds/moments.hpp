#pragma once

namespace bacelab {

/// Mean and variance of a quantity that changes with time, over a long time.
struct Moments {
  double mean = 0.0;
  double variance = 0.0;
};

/// Of the product of two independent quantities.
inline Moments product(const Moments& a, const Moments& b) {
  const double mean = a.mean * b.mean;
  return {mean,
          a.variance * b.variance + a.variance * b.mean * b.mean + b.variance * a.mean * a.mean};
}

/// Of the sum of two independent quantities.
inline Moments sum(const Moments& a, const Moments& b) {
  return {a.mean + b.mean, a.variance + b.variance};
}

/// Of `factor` times a quantity.
inline Moments scaled(const Moments& a, double factor) {
  return {factor * a.mean, factor * factor * a.variance};
}

/// Of a quantity that is `high` for this share of the time, and else `low`.
inline Moments two_values(double low, double high, double share) {
  const double step = high - low;
  return {low + share * step, share * (1.0 - share) * step * step};
}

}  // namespace bacelab
