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
