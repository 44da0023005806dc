#include "analysis/statistics/moments.hpp"

#include <cstddef>
#include <stdexcept>

#include "analysis/statistics/compensated_sum.hpp"
#include "analysis/statistics/sample_checks.hpp"

namespace bacelab {

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
