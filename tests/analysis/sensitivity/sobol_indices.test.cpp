#include "analysis/sensitivity/sobol_indices.hpp"

#include <tbb/global_control.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/analysis/sensitivity/test_functions.hpp"

namespace bacelab {
namespace {

using test_functions::constant;
using test_functions::evaluate;
using test_functions::TestFunction;

void check_indices(const SobolIndices& found, const TestFunction& f) {
  for (std::size_t i = 0; i < f.first.size(); ++i) {
    INFO("factor " << i);
    CHECK(std::abs(found.first[i].value.value() - f.first[i]) < 0.01);
    CHECK(std::abs(found.total[i].value.value() - f.total[i]) < 0.01);
  }
}

/// How many of 100 repetitions have an interval that contains the true value: of each first-order
/// index, then of each total.
std::vector<int> hits(const TestFunction& f, double noise) {
  const std::size_t factors = f.first.size();
  std::vector<int> counts(2 * factors, 0);
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto outputs = evaluate(f, 16, 64, 1000 + seed);
    std::vector<SaltelliValues> variances;
    if (noise > 0.0) {
      variances = constant(outputs, noise);
      test_functions::add_noise(outputs, noise, seed);
    }
    const SobolIndices found = sobol_indices(outputs, variances);
    for (std::size_t i = 0; i < factors; ++i) {
      if (found.first[i].interval.value().contains(f.first[i])) ++counts[i];
      if (found.total[i].interval.value().contains(f.total[i])) ++counts[factors + i];
    }
  }
  return counts;
}

const TestFunction product = {
    [](std::span<const double> u) { return (u[0] - 0.5) * (u[1] - 0.5) * 12.0 + 4.0 * u[2]; },
    1.0 + 4.0 / 3.0,
    {0.0, 0.0, 4.0 / 7.0},
    {3.0 / 7.0, 3.0 / 7.0, 4.0 / 7.0}};

}  // namespace

TEST_CASE("Sobol indices of Ishigami's function are within 0.01 at 2^14 rows",
          "[sensitivity][reference]") {
  const TestFunction f = test_functions::ishigami();
  const SobolIndices found = sobol_indices(evaluate(f, 16, 1024, 1));
  check_indices(found, f);
  CHECK(found.variance == Approx(f.variance).epsilon(0.01));
  CHECK(found.mean == Approx(3.5).epsilon(0.01));
  CHECK(found.rows == 16384);
  CHECK(found.scrambles == 16);
  CHECK(found.second.empty());
}

TEST_CASE("Sobol indices of Sobol's G are within 0.01 at 2^14 rows", "[sensitivity][reference]") {
  const TestFunction f = test_functions::sobol_g();
  check_indices(sobol_indices(evaluate(f, 16, 1024, 1)), f);
}

TEST_CASE("Sobol indices of one scramble of 2^14 rows are as good", "[sensitivity][reference]") {
  const TestFunction f = test_functions::ishigami();
  const SobolIndices found = sobol_indices(evaluate(f, 1, 16384, 1));
  check_indices(found, f);
  CHECK(found.first[0].interval.reason() == "one scramble shows no spread; two are needed");
}

TEST_CASE("noise is subtracted from the variance and the totals", "[sensitivity][reference]") {
  const TestFunction f = test_functions::ishigami();
  auto outputs = evaluate(f, 16, 1024, 1);
  const auto noise = constant(outputs, 2.0);
  test_functions::add_noise(outputs, 2.0, 9);
  const SobolIndices without = sobol_indices(outputs, noise);
  check_indices(without, f);
  CHECK(without.noise == 2.0);
  CHECK(without.variance == Approx(f.variance).epsilon(0.02));
  // Left in, it looks like an effect of every factor: ST_3 = (3.37 + 2) / (13.84 + 2).
  const SobolIndices with = sobol_indices(outputs);
  CHECK(with.total[2].value.value() == Approx(0.339).margin(0.01));
  CHECK(with.first[1].value.value() == Approx(0.387).margin(0.01));
}

TEST_CASE("what worlds do that scrambles do not share is no part of the indices",
          "[sensitivity][reference]") {
  // The indices of f(u), although each scramble has a shift of its own, whose variance is half that
  // of f, and a slope that looks like an interaction.
  const TestFunction f = test_functions::ishigami();
  const auto with = test_functions::in_worlds(f, 64, 256, 4, 5, 5.0, 16.0);
  const SobolIndices found = sobol_indices_in_shared_worlds(with.means, with.deviations);
  for (std::size_t i = 0; i < 3; ++i) {
    INFO("factor " << i);
    CHECK(found.first[i].value.value() == Approx(f.first[i]).margin(0.04));
    CHECK(found.total[i].value.value() == Approx(f.total[i]).margin(0.04));
    CHECK(found.first[i].interval.value().contains(f.first[i]));
    CHECK(found.total[i].interval.value().contains(f.total[i]));
  }
  CHECK(found.variance == Approx(f.variance).epsilon(0.1));
  // The variance of u_0 u_1 is 1/9 - 1/16; that of the slope, of means over four worlds, 16^2 / 4.
  CHECK(found.noise == Approx(64.0 * (1.0 / 9.0 - 1.0 / 16.0)).epsilon(0.2));
  // Left in, the slope is an effect: of the second factor with 64 / 3 / 12.
  const SobolIndices without = sobol_indices_in_shared_worlds(with.means, {});
  CHECK(without.variance == Approx(found.variance + found.noise));
  CHECK(without.total[1].value.value() * without.variance -
            found.total[1].value.value() * found.variance ==
        Approx(64.0 / 36.0).epsilon(0.25));
  CHECK(without.noise == 0.0);
}

TEST_CASE("second order is free of what scrambles do not share", "[sensitivity][reference]") {
  const auto with = test_functions::in_worlds(product, 32, 128, 4, 3, 3.0, 8.0, SecondOrder::yes);
  const SobolIndices found = sobol_indices_in_shared_worlds(with.means, with.deviations);
  REQUIRE(found.second.size() == 3);
  CHECK(found.second[0].index.value.value() == Approx(3.0 / 7.0).margin(0.1));
  CHECK(found.second[0].index.interval.value().contains(3.0 / 7.0));
  CHECK(std::abs(found.second[1].index.value.value()) < 0.06);
  CHECK(found.variance == Approx(product.variance).epsilon(0.1));
}

TEST_CASE("intervals over scrambles contain the choice of worlds", "[sensitivity][coverage]") {
  // As above: fewer than 90 of 100 with probability 0.01.
  const TestFunction f = test_functions::ishigami();
  std::vector<int> hits(6, 0);
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto with = test_functions::in_worlds(f, 16, 64, 4, 2000 + seed, 5.0, 8.0);
    const SobolIndices found = sobol_indices_in_shared_worlds(with.means, with.deviations);
    for (std::size_t i = 0; i < 3; ++i) {
      if (found.first[i].interval.value().contains(f.first[i])) ++hits[i];
      if (found.total[i].interval.value().contains(f.total[i])) ++hits[3 + i];
    }
  }
  for (const int count : hits) CHECK(count >= 90);
}

TEST_CASE("second-order indices are what two factors do together", "[sensitivity][reference]") {
  const SobolIndices found = sobol_indices(evaluate(product, 16, 256, 2, SecondOrder::yes));
  check_indices(found, product);
  REQUIRE(found.second.size() == 3);
  CHECK(found.second[0].i == 0);
  CHECK(found.second[0].j == 1);
  CHECK(found.second[0].index.value.value() == Approx(3.0 / 7.0).margin(0.01));
  CHECK(found.second[0].index.interval.value().contains(3.0 / 7.0));
  CHECK(std::abs(found.second[1].index.value.value()) < 0.01);
  CHECK(std::abs(found.second[2].index.value.value()) < 0.01);
  // Ishigami: S_13 is the difference of ST_1 and S_1.
  const TestFunction f = test_functions::ishigami();
  const SobolIndices of_f = sobol_indices(evaluate(f, 16, 1024, 2, SecondOrder::yes));
  CHECK(of_f.second[1].index.value.value() == Approx(0.243683664).margin(0.01));
}

TEST_CASE("t intervals over scrambles have their coverage at 2^10 rows",
          "[sensitivity][coverage]") {
  // Of 100 intervals of 95 % fewer than 90 contain the true value with probability 0.01; for the
  // seeds of this test none does so, and another seed is to be chosen only with this in mind.
  for (const int count : hits(test_functions::ishigami(), 0.0)) CHECK(count >= 90);
  for (const int count : hits(test_functions::sobol_g(), 0.0)) CHECK(count >= 90);
  for (const int count : hits(test_functions::ishigami(), 2.0)) CHECK(count >= 90);
}

TEST_CASE("a bootstrap of rows is cautious and does not depend on threads", "[sensitivity]") {
  const TestFunction f = test_functions::ishigami();
  const auto outputs = evaluate(f, 4, 256, 3);
  const SobolSettings rows = {.interval = SobolInterval::rows, .bootstrap = {499, 7}};
  const auto with = [&](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return sobol_indices(outputs, {}, rows);
  };
  const SobolIndices one = with(1);
  CHECK(one.first == with(3).first);
  CHECK(one.total == with(2).total);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(one.first[i].interval.value().contains(f.first[i]));
    CHECK(one.total[i].interval.value().contains(f.total[i]));
    CHECK(one.total[i].value.value() ==
          Approx(sobol_indices(outputs).total[i].value.value()).epsilon(1e-12));
  }
}

TEST_CASE("an offset of the output changes nothing", "[sensitivity]") {
  const auto outputs = evaluate(test_functions::ishigami(), 4, 64, 4);
  auto shifted = outputs;
  for (SaltelliValues& values : shifted) {
    for (auto* block : {&values.a, &values.b, &values.ab[0], &values.ab[1], &values.ab[2]}) {
      for (double& value : *block) value += 1e6;
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(sobol_indices(shifted).first[i].value.value() ==
          Approx(sobol_indices(outputs).first[i].value.value()).margin(1e-8));
  }
}

TEST_CASE("without a variance there are no indices", "[sensitivity]") {
  const auto outputs = evaluate(test_functions::ishigami(), 2, 16, 5);
  const auto flat = constant(outputs, 4.0);
  CHECK(sobol_indices(flat).first[0].value.reason() == "all outputs are equal");
  CHECK(sobol_indices(outputs, constant(outputs, 50.0)).total[1].value.reason() ==
        "the noise is as large as the variance over the design");
}

TEST_CASE("anything but a Saltelli design is refused", "[sensitivity]") {
  const auto outputs = evaluate(test_functions::ishigami(), 2, 16, 6);
  CHECK_THROWS_AS(sobol_indices({}), std::invalid_argument);
  auto bad = outputs;
  bad[1].ab[2].pop_back();
  CHECK_THROWS_AS(sobol_indices(bad), std::invalid_argument);
  bad = outputs;
  bad[1].ab.pop_back();
  CHECK_THROWS_AS(sobol_indices(bad), std::invalid_argument);
  bad = outputs;
  bad[0].b[3] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(sobol_indices(bad), std::invalid_argument);
  const std::vector<SaltelliValues> one_row = {{{1.0}, {2.0}, {{3.0}}, {}}};
  CHECK_THROWS_AS(sobol_indices(one_row), std::invalid_argument);
  CHECK_THROWS_AS(sobol_indices(outputs, std::vector{outputs[0]}), std::invalid_argument);
  CHECK_THROWS_AS(sobol_indices(outputs, {}, {.confidence = 95.0}), std::invalid_argument);
}

}  // namespace bacelab
