#include "analysis/figures/distribution.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "core/errors.hpp"

namespace bacelab {

using Values = std::vector<double>;

TEST_CASE("distribution: the fraction of values up to each, from 0", "[figures]") {
  const FigureSeries steps = distribution_of({3.0, 1.0, 2.0, 1.0}, "x", "s");
  CHECK(steps.mark == Mark::steps);
  CHECK(numbers_of(steps.columns[0]) == Values{1.0, 1.0, 1.0, 2.0, 3.0});
  CHECK(numbers_of(steps.columns[1]) == Values{0.0, 0.25, 0.5, 0.75, 1.0});
}

TEST_CASE("distribution: each value keeps the replication that it is of", "[figures]") {
  const FigureSeries steps = distribution_of({3.0, 1.0, 2.0, 1.0}, "x", "s", {10, 20, 40, 50});
  CHECK(steps.columns[2].name == "replication");
  CHECK(numbers_of(steps.columns[2]) == Values{20.0, 20.0, 50.0, 40.0, 10.0});
}

TEST_CASE("distribution: of many values some are kept, with their fractions", "[figures]") {
  Values values(100'000);
  std::iota(values.begin(), values.end(), 1.0);
  const FigureSeries steps = distribution_of(values, "x", "s");
  REQUIRE(rows_of(steps) == most_steps + 1);
  const Values& x = numbers_of(steps.columns[0]);
  const Values& fraction = numbers_of(steps.columns[1]);
  CHECK((x.front() == 1.0 && x.back() == 100'000.0 && fraction.back() == 1.0));
  for (std::size_t i = 1; i < x.size(); ++i) {
    CHECK(fraction[i] == x[i] / 100'000.0);
    if (i > 1) CHECK((x[i] - x[i - 1] == 100.0 || x[i] - x[i - 1] == 101.0));
  }
}

TEST_CASE("distribution: a logarithmic axis has positive values", "[figures]") {
  CHECK_NOTHROW(require_positive({1e-300, 2.0}, "cost"));
  CHECK_THROWS_AS(require_positive({1.0, 0.0}, "cost"), InputError);
}

}  // namespace bacelab
