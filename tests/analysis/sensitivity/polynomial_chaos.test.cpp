#include "analysis/sensitivity/polynomial_chaos.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <stdexcept>
#include <vector>

#include "core/errors.hpp"
#include "tests/analysis/sensitivity/test_functions.hpp"

namespace bacelab {
namespace {

/// A test function at uniform points.
struct Sample {
  std::vector<double> points;
  std::vector<double> outputs;
};

Sample sample_of(const test_functions::TestFunction& f, std::size_t count, double noise = 0.0) {
  std::mt19937_64 generator(7);
  std::uniform_real_distribution<double> uniform(0.0, 1.0);
  std::normal_distribution<double> normal;
  Sample result;
  std::vector<double> u(f.first.size());
  for (std::size_t i = 0; i < count; ++i) {
    for (double& place : u) place = uniform(generator);
    result.points.insert(result.points.end(), u.begin(), u.end());
    result.outputs.push_back(f.value(u) + noise * normal(generator));
  }
  return result;
}

}  // namespace

TEST_CASE("emulator: Ishigami's function has its closed-form indices from 1,000 points",
          "[sensitivity][reference]") {
  const auto f = test_functions::ishigami();
  const Sample points = sample_of(f, 1000);
  const PolynomialChaos found = polynomial_chaos(points.points, points.outputs, 3);
  CHECK(found.leave_one_out < 1e-4);
  CHECK(found.mean == Approx(3.5).epsilon(1e-3));
  CHECK(found.variance == Approx(f.variance).epsilon(2e-3));
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found.first[i] == Approx(f.first[i]).margin(1e-3));
    CHECK(found.total[i] == Approx(f.total[i]).margin(1e-3));
  }
}

TEST_CASE("emulator: a polynomial is found exactly", "[sensitivity]") {
  // x + 2 y^2 + x y with variances 1/12 ...: coefficients of orthonormal Legendre polynomials.
  const test_functions::TestFunction f = {[](std::span<const double> u) { return u[0] * u[1]; },
                                          7.0 / 144.0,
                                          {3.0 / 7.0, 3.0 / 7.0},
                                          {4.0 / 7.0, 4.0 / 7.0}};
  const Sample points = sample_of(f, 40);
  const PolynomialChaos found = polynomial_chaos(points.points, points.outputs, 2);
  CHECK(found.leave_one_out < 1e-20);
  CHECK(found.mean == Approx(0.25).epsilon(1e-10));
  CHECK(found.variance == Approx(f.variance).epsilon(1e-10));
  CHECK(found.first[0] == Approx(f.first[0]).epsilon(1e-9));
  CHECK(found.total[1] == Approx(f.total[1]).epsilon(1e-9));
}

TEST_CASE("emulator: noise is no reason for a high degree", "[sensitivity]") {
  const test_functions::TestFunction line = {
      [](std::span<const double> u) { return u[0]; }, 1.0 / 12.0, {1.0, 0.0}, {1.0, 0.0}};
  const Sample points = sample_of(line, 200, 0.3);
  const PolynomialChaos found = polynomial_chaos(points.points, points.outputs, 2);
  CHECK(found.degree <= 5);
  // Of the variance of the outputs, 1/12 + 0.09, more than the noise is left.
  CHECK(found.leave_one_out == Approx(0.09 / (0.09 + 1.0 / 12.0)).epsilon(0.15));
}

TEST_CASE("emulator: too few points, equal outputs and bad places are refused", "[sensitivity]") {
  const std::vector<double> few = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  CHECK_THROWS_WITH(polynomial_chaos(few, std::vector{1.0, 2.0, 4.0, 1.0}, 2),
                    "--emulator: 4 points are too few for 2 factors; 6 are needed");
  CHECK_THROWS_WITH(polynomial_chaos(few, std::vector<double>(8, 2.0), 1),
                    Catch::Contains("all outputs are equal (2)"));
  CHECK_THROWS_WITH(polynomial_chaos(std::vector<double>(8, 0.5),
                                     std::vector{1.0, 2.0, 1.0, 2.0, 3.0, 1.0, 5.0, 1.0}, 1),
                    Catch::Contains("do not determine a polynomial of degree 1"));
  CHECK_THROWS_AS(polynomial_chaos(few, std::vector{1.0}, 2), std::invalid_argument);
  CHECK_THROWS_AS(polynomial_chaos(std::vector{0.1, 1.1}, std::vector{1.0, 2.0}, 1),
                  std::invalid_argument);
}

}  // namespace bacelab
