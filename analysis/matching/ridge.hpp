#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace bacelab {

/// The lower triangle L of a symmetric positive definite matrix A = L L', row by row.
class Cholesky {
 public:
  /// `matrix` has size x size elements, row by row. Throws std::invalid_argument if it is not
  /// positive definite.
  Cholesky(std::vector<double> matrix, std::size_t size);

  /// Replaces b by the x of A x = b.
  void solve(std::span<double> b) const;
  /// b' A^-1 b.
  [[nodiscard]] double quadratic_form(std::span<const double> b) const;

 private:
  void solve_lower(std::span<double> b) const;

  std::size_t size_;
  std::vector<double> lower_;  ///< L, row by row
  std::vector<double> upper_;  ///< L', row by row
};

/// Linear regression with a penalty on the squares of the weights (ridge regression; Hoerl and
/// Kennard, Technometrics 12, 1970): the mean of the weights of a normal linear model whose weights
/// are normal around 0 with variances inversely proportional to their penalties.
///
/// With H = X (X'X + lambda D)^-1 X' the residual of a row that is left out is e / (1 - H_ii), and
/// its predictive variance sigma^2 / (1 - H_ii).
class RidgeMatrix {
 public:
  /// `rows` are those of X, one after the other, and `penalties` the diagonal of D.
  RidgeMatrix(std::span<const double> rows, std::span<const double> penalties, double lambda);

  /// The weights for values y of the rows.
  [[nodiscard]] std::vector<double> weights(std::span<const double> y) const;
  /// H_ii of each row.
  [[nodiscard]] const std::vector<double>& leverages() const { return leverages_; }
  /// x' (X'X + lambda D)^-1 x: the variance of the prediction at x besides the noise of a row, in
  /// units of sigma^2.
  [[nodiscard]] double spread(std::span<const double> x) const { return factor_.quadratic_form(x); }

 private:
  std::size_t columns_;
  std::span<const double> rows_;
  Cholesky factor_;
  std::vector<double> leverages_;
};

}  // namespace bacelab
