#include "analysis/matching/ridge.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace bacelab {

Cholesky::Cholesky(std::vector<double> matrix, std::size_t size)
    : size_(size), lower_(std::move(matrix)) {
  if (lower_.size() != size_ * size_) throw std::invalid_argument("the matrix is not square");
  for (std::size_t i = 0; i < size_; ++i) {
    double* const row = &lower_[i * size_];
    for (std::size_t j = 0; j <= i; ++j) {
      const double* const other = &lower_[j * size_];
      double sum = row[j];
      for (std::size_t k = 0; k < j; ++k) sum -= row[k] * other[k];
      if (j < i) {
        row[j] = sum / other[j];
      } else if (sum > 0.0) {
        row[i] = std::sqrt(sum);
      } else {
        throw std::invalid_argument("the matrix is not positive definite");
      }
    }
  }
  upper_.resize(lower_.size());
  for (std::size_t i = 0; i < size_; ++i) {
    for (std::size_t k = 0; k <= i; ++k) upper_[k * size_ + i] = lower_[i * size_ + k];
  }
}

void Cholesky::solve_lower(std::span<double> b) const {
  // By columns, whose rows do not wait for each other, and four at once, so that a row is loaded
  // and stored once for them. Each row is still reduced column after column.
  constexpr std::size_t together = 4;
  for (std::size_t begin = 0; begin < size_; begin += together) {
    const std::size_t end = std::min(begin + together, size_);
    for (std::size_t k = begin; k < end; ++k) {
      for (std::size_t j = begin; j < k; ++j) b[k] -= upper_[j * size_ + k] * b[j];
      b[k] /= upper_[k * size_ + k];
    }
    if (end - begin < together) return;
    const double* const column = &upper_[begin * size_];
    const double x0 = b[begin];
    const double x1 = b[begin + 1];
    const double x2 = b[begin + 2];
    const double x3 = b[begin + 3];
#pragma omp simd
    for (std::size_t i = end; i < size_; ++i) {
      b[i] = b[i] - column[i] * x0 - column[size_ + i] * x1 - column[2 * size_ + i] * x2 -
             column[3 * size_ + i] * x3;
    }
  }
}

void Cholesky::solve(std::span<double> b) const {
  solve_lower(b);
  for (std::size_t i = size_; i-- > 0;) {
    b[i] /= lower_[i * size_ + i];
    for (std::size_t k = 0; k < i; ++k) b[k] -= lower_[i * size_ + k] * b[i];
  }
}

double Cholesky::quadratic_form(std::span<const double> b) const {
  std::vector<double> x(b.begin(), b.end());
  solve_lower(x);
  double sum = 0.0;
  for (const double value : x) sum += value * value;
  return sum;
}

namespace {

/// X'X + lambda D, of which the lower triangle is filled.
std::vector<double> normal_matrix(std::span<const double> rows, std::span<const double> penalties,
                                  double lambda) {
  const std::size_t columns = penalties.size();
  std::vector<double> matrix(columns * columns, 0.0);
  for (std::size_t begin = 0; begin < rows.size(); begin += columns) {
    for (std::size_t i = 0; i < columns; ++i) {
      const double x = rows[begin + i];
      if (x == 0.0) continue;
      for (std::size_t j = 0; j <= i; ++j) matrix[i * columns + j] += x * rows[begin + j];
    }
  }
  for (std::size_t i = 0; i < columns; ++i) matrix[i * columns + i] += lambda * penalties[i];
  return matrix;
}

}  // namespace

RidgeMatrix::RidgeMatrix(std::span<const double> rows, std::span<const double> penalties,
                         double lambda)
    : columns_(penalties.size()),
      rows_(rows),
      factor_(normal_matrix(rows, penalties, lambda), columns_) {
  for (std::size_t begin = 0; begin < rows_.size(); begin += columns_) {
    leverages_.push_back(factor_.quadratic_form(rows_.subspan(begin, columns_)));
  }
}

std::vector<double> RidgeMatrix::weights(std::span<const double> y) const {
  std::vector<double> weights(columns_, 0.0);
  for (std::size_t row = 0; row < y.size(); ++row) {
    for (std::size_t i = 0; i < columns_; ++i) weights[i] += rows_[row * columns_ + i] * y[row];
  }
  factor_.solve(weights);
  return weights;
}

}  // namespace bacelab
