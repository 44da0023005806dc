#include "analysis/statistics/moments.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <stdexcept>

namespace bacelab {

void require_finite(std::span<const double> values, const std::string& name) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) continue;
    throw std::invalid_argument(
        fmt::format("{}: value {} is {}, which has no place in a mean; leave incomplete runs out, "
                    "in whole pairs",
                    name, i, values[i]));
  }
}

void require_pairs(std::span<const double> a, std::span<const double> b) {
  if (a.size() != b.size()) {
    throw std::invalid_argument(
        fmt::format("{} values can't be paired with {}; a pair is one world under both policies",
                    a.size(), b.size()));
  }
  require_finite(a, "policy under test");
  require_finite(b, "baseline");
}

void require_confidence(double confidence) {
  if (confidence > 0.0 && confidence < 1.0) return;
  throw std::invalid_argument(fmt::format(
      "a confidence of {} makes no interval; it lies between 0 and 1, such as 0.95", confidence));
}

double sample_mean(std::span<const double> x) {
  if (x.empty()) throw std::invalid_argument("an empty sample has no mean");
  require_finite(x, "sample");
  CompensatedSum sum;
  for (const double value : x) sum.add(value);
  return sum.divided_by(static_cast<double>(x.size()));
}

double sample_variance(std::span<const double> x) { return sample_covariance(x, x); }

double sample_covariance(std::span<const double> x, std::span<const double> y) {
  if (x.size() != y.size()) throw std::invalid_argument("a covariance needs whole pairs");
  if (x.size() < 2) throw std::invalid_argument("a spread needs at least two values");
  const double mean_x = sample_mean(x);
  const double mean_y = sample_mean(y);
  CompensatedSum products;
  CompensatedSum deviations_x;
  CompensatedSum deviations_y;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - mean_x;
    const double dy = y[i] - mean_y;
    products.add(dx * dy);
    deviations_x.add(dx);
    deviations_y.add(dy);
  }
  // Deviations from a rounded mean don't add up to 0; this is the corrected two-pass algorithm of
  // Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The American
  // Statistician 37 (1983).
  const double n = static_cast<double>(x.size());
  products.add(-deviations_x.total() * deviations_y.total() / n);
  return products.divided_by(n - 1.0);
}

}  // namespace bacelab
