#include "analysis/matching/ridge.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace bacelab {
namespace {

using Numbers = std::vector<double>;

TEST_CASE("ridge: Cholesky solves and forms", "[matching]") {
  const Cholesky factor({4, 0, 2, 5}, 2);  // the lower triangle of {4, 2; 2, 5}
  Numbers b = {8, 9};
  factor.solve(b);
  CHECK(b[0] == Approx(22.0 / 16));
  CHECK(b[1] == Approx(20.0 / 16));
  CHECK(factor.quadratic_form(Numbers{1, 0}) == Approx(5.0 / 16));
  CHECK_THROWS_AS(Cholesky({1, 0, 2, 1}, 2), std::invalid_argument);
}

// Pascal's symmetric matrix has (i + j over i) at row i and column j, from 0. Its triangle L has
// (i over j), and the inverse of L the same with the sign of (-1)^(i + j).
double binomial(std::size_t n, std::size_t k) {
  if (k > n) return 0.0;
  return k == 0 ? 1.0 : binomial(n - 1, k - 1) * static_cast<double>(n) / static_cast<double>(k);
}

TEST_CASE("ridge: Cholesky of any size, by Pascal's matrix", "[matching]") {
  for (std::size_t n = 1; n <= 10; ++n) {
    Numbers matrix(n * n, 0.0);
    Numbers b(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) matrix[i * n + j] = binomial(i + j, i);
      b[i] = 1.0 + static_cast<double>(i * i % 7);
    }
    Numbers halfway(n, 0.0);
    Numbers expected(n, 0.0);
    const auto inverse = [](std::size_t i, std::size_t j) {
      return ((i + j) % 2 == 0 ? 1.0 : -1.0) * binomial(i, j);
    };
    double form = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= i; ++j) halfway[i] += inverse(i, j) * b[j];
      for (std::size_t j = 0; j <= i; ++j) expected[j] += inverse(i, j) * halfway[i];
      form += halfway[i] * halfway[i];
    }
    const Cholesky factor(matrix, n);
    INFO(n << " rows");
    CHECK(factor.quadratic_form(b) == Approx(form).epsilon(1e-6));
    factor.solve(b);
    for (std::size_t i = 0; i < n; ++i) CHECK(b[i] == Approx(expected[i]).epsilon(1e-6));
  }
}

const Numbers rows = {1, -1, 1, 0, 1, 1, 1, 3};  // of a straight line
const Numbers y = {1, 3, 4, 9};

/// The straight line through all rows but one, at that row.
double left_out_prediction(std::size_t left_out) {
  Numbers some_rows;
  Numbers some_y;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (i == left_out) continue;
    some_rows.insert(some_rows.end(), {rows[2 * i], rows[2 * i + 1]});
    some_y.push_back(y[i]);
  }
  const Numbers w = RidgeMatrix(some_rows, Numbers{0, 1}, 0.5).weights(some_y);
  return w[0] + w[1] * rows[2 * left_out + 1];
}

TEST_CASE("ridge: without a penalty it is least squares", "[matching]") {
  const Numbers w = RidgeMatrix(rows, Numbers{0, 0}, 1.0).weights(y);
  CHECK(w[1] == Approx(69.0 / 35));
  CHECK(w[0] == Approx(17.0 / 4 - 0.75 * 69.0 / 35));
}

TEST_CASE("ridge: leverages give what a row is predicted to be without it", "[matching]") {
  const RidgeMatrix matrix(rows, Numbers{0, 1}, 0.5);
  const Numbers w = matrix.weights(y);
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double residual = y[i] - w[0] - w[1] * rows[2 * i + 1];
    CHECK(residual / (1 - matrix.leverages()[i]) == Approx(y[i] - left_out_prediction(i)));
    CHECK(matrix.spread(Numbers{1, rows[2 * i + 1]}) == Approx(matrix.leverages()[i]));
  }
}

}  // namespace
}  // namespace bacelab
