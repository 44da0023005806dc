#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

/// Tests of samples against what they should be drawn from. Each limit belongs to a false-alarm
/// rate of 1e-4: the part of all seeds at which a right program would fail. Seeds are fixed, so a
/// test that has passed once goes on to pass until what it tests is changed.
namespace bacelab::testing {

/// Two-sided limit of a standard normal.
inline constexpr double normal_limit = 3.891;

inline double mean_of(const std::vector<double>& sample) {
  double sum = 0.0;
  for (const double x : sample) sum += x;
  return sum / static_cast<double>(sample.size());
}

/// Mean of the squared distances from a mean that is known.
inline double variance_about(const std::vector<double>& sample, double mean) {
  double sum = 0.0;
  for (const double x : sample) sum += (x - mean) * (x - mean);
  return sum / static_cast<double>(sample.size());
}

/// Widest |mean of n - its expectation| of numbers with this standard deviation.
inline double mean_limit(double deviation, std::size_t n) {
  return normal_limit * deviation / std::sqrt(static_cast<double>(n));
}

/// Correlation of two samples by their known mean and standard deviation.
inline double correlation(const std::vector<double>& a, const std::vector<double>& b, double mean,
                          double deviation) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean) * (b[i] - mean);
  return sum / (deviation * deviation * static_cast<double>(a.size()));
}

/// Largest correlation of n independent pairs.
inline double correlation_limit(std::size_t n) { return mean_limit(1.0, n); }

/// Kolmogorov-Smirnov: the largest distance of the empirical distribution from `cdf`, times
/// sqrt(n).
template <class Cdf>
double kolmogorov_smirnov(std::vector<double> sample, const Cdf& cdf) {
  std::sort(sample.begin(), sample.end());
  const auto n = static_cast<double>(sample.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const double expected = cdf(sample[i]);
    const auto below = static_cast<double>(i);
    largest = std::max({largest, expected - below / n, (below + 1.0) / n - expected});
  }
  return largest * std::sqrt(n);
}

/// sqrt(ln(2 / rate) / 2): the first term of Kolmogorov's distribution, exact here to 1e-16.
inline constexpr double kolmogorov_limit = 2.2253;

/// Pearson's chi-squared of counts that should all be equal.
inline double chi_squared(const std::vector<double>& counts) {
  double total = 0.0;
  for (const double count : counts) total += count;
  const double expected = total / static_cast<double>(counts.size());
  double sum = 0.0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return sum;
}

inline double uniform_cdf(double x) { return std::clamp(x, 0.0, 1.0); }
inline double normal_cdf(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }
inline double exponential_cdf(double x) { return x < 0.0 ? 0.0 : -std::expm1(-x); }

}  // namespace bacelab::testing
