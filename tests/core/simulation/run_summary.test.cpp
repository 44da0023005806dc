#include "core/simulation/run_summary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

namespace bacelab {

TEST_CASE("quantiles are numpy's default") {
  // numpy 1.24.2, np.quantile
  struct Case {
    std::vector<double> values;
    std::vector<double> expected;  // at 0, 0.25, 0.5, 0.9, 0.95, 0.99, 1
  };
  std::vector<double> squares;
  for (int i = 20; i >= 1; --i) squares.push_back(0.1 * i * i);
  const std::vector<Case> cases = {
      {{3.0}, {3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0}},
      {{1.0, 2.0}, {1.0, 1.25, 1.5, 1.9, 1.95, 1.99, 2.0}},
      {{7.0, 41.5, 2.25, 11.125, 1.5, 40.0, 7.0}, {1.5, 4.625, 7.0, 40.6, 41.05, 41.41, 41.5}},
      {squares, {0.1, 3.325, 11.05, 32.77, 36.295, 39.25899999999999, 40.0}},
  };
  const std::vector<double> at = {0.0, 0.25, 0.5, 0.9, 0.95, 0.99, 1.0};
  for (const Case& c : cases) {
    CompletionTimes times;
    for (const double value : c.values) times.add(value);
    times.place(at);
    std::vector<double> ascending = c.values;
    std::sort(ascending.begin(), ascending.end());
    for (std::size_t i = 0; i < at.size(); ++i) {
      CHECK(quantile_of_sorted(ascending, at[i]) == Approx(c.expected[i]).epsilon(1e-14));
      CHECK(times.quantile(at[i]) == quantile_of_sorted(ascending, at[i]));
    }
  }
}

TEST_CASE("a quantile of no times has no value") {
  CompletionTimes times;
  const std::vector<double> at = {0.5};
  times.place(at);
  CHECK(std::isnan(times.quantile(0.5)));
}

TEST_CASE("a quantile that nobody asked for can't be read") {
  CompletionTimes times;
  const std::vector<double> at = {0.5, 0.95};
  for (int i = 0; i < 200; ++i) times.add((i * 37) % 200);
  CHECK_THROWS_AS(times.quantile(0.5), std::logic_error);
  times.place(at);
  CHECK(times.quantile(0.5) == 99.5);
  CHECK_THROWS_AS(times.quantile(0.9), std::logic_error);
  times.add(1.0);  // places nothing any more
  CHECK_THROWS_AS(times.quantile(0.5), std::logic_error);
}

}  // namespace bacelab
