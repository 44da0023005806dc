#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bacelab {

/// A polynomial that stands for an output over the unit cube, and what it says of its variance.
struct PolynomialChaos {
  std::size_t degree = 0;  ///< largest total degree of a term
  std::size_t terms = 0;   ///< the constant included
  /// Mean square of what the polynomial fitted to all other points is off at a point, divided by
  /// the variance of the outputs; 0: exact, 1 and more: no better than the mean.
  double leave_one_out = 0.0;
  double mean = 0.0;
  double variance = 0.0;      ///< of the polynomial over the cube
  std::vector<double> first;  ///< [factor]: Sobol indices; 0 if there is no variance
  std::vector<double> total;  ///< [factor]
};

/// At most so many terms, which bounds the time by points * terms^2.
inline constexpr std::size_t most_chaos_terms = 500;

/// Fits a polynomial chaos expansion: Legendre polynomials, orthonormal on the unit cube, in all
/// products up to a total degree, by least squares. The degree is the one with the least
/// leave-one-out error of those that have at most one term for two points. Sobol indices are sums
/// of squared coefficients: of a factor alone, or of all terms with the factor.
///
/// B. Sudret, "Global sensitivity analysis using polynomial chaos expansions", Reliability
/// Engineering and System Safety 93 (2008); leave-one-out error: G. Blatman and B. Sudret,
/// "Adaptive sparse polynomial chaos expansion based on least angle regression", Journal of
/// Computational Physics 230 (2011), section 3.2.
///
/// `points` [point * factors + factor] are places in [0, 1]. Throws std::invalid_argument for
/// arrays of unequal length, values that are not finite or places outside [0, 1]; InputError if
/// there are too few points for a polynomial of degree 1, or all outputs are equal.
[[nodiscard]] PolynomialChaos polynomial_chaos(std::span<const double> points,
                                               std::span<const double> outputs,
                                               std::size_t factors);

}  // namespace bacelab
