#include "analysis/precision/running_pairs.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "analysis/statistics/relative_change.hpp"
#include "analysis/statistics/student_t.hpp"

namespace bacelab {
namespace {

struct Pairs {
  std::vector<double> a;
  std::vector<double> b;
};

Pairs lognormal_pairs(unsigned seed, std::size_t count) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> normal;
  Pairs pairs;
  for (std::size_t i = 0; i < count; ++i) {
    const double world = normal(generator);
    pairs.a.push_back(1e5 * std::exp(0.5 * world));
    pairs.b.push_back(1.3e5 * std::exp(0.5 * world + 0.3 * normal(generator)));
  }
  return pairs;
}

double width(const Pairs& pairs, RelativeForm form) {
  RunningPairs running;
  for (std::size_t i = 0; i < pairs.a.size(); ++i) running.add(pairs.a[i], pairs.b[i]);
  const std::size_t n = pairs.a.size();
  return running.half_width(form, n < 2 ? 0.0 : student_quantile(0.95, n - 1));
}

TEST_CASE("running pairs: the half-widths are those of the relative forms", "[precision]") {
  rc::prop("for any number of pairs", [] {
    const auto pairs =
        lognormal_pairs(*rc::gen::inRange(0U, 1000U), *rc::gen::inRange<std::size_t>(5, 200));
    const Estimate over = overhead(pairs.a, pairs.b, 0.95);
    const Estimate less = reduction(pairs.a, pairs.b, 0.95);
    RC_PRE(over.interval.has_value() && less.interval.has_value());
    const auto close = [](double x, double y) { return std::abs(x - y) <= 1e-10 * y; };
    RC_ASSERT(close(width(pairs, RelativeForm::overhead), over.interval.value().half_width()));
    RC_ASSERT(close(width(pairs, RelativeForm::reduction), less.interval.value().half_width()));
  });
}

TEST_CASE("running pairs: equal policies have an interval without width", "[precision]") {
  const Pairs equal = {{11, 12, 13}, {11, 12, 13}};
  CHECK(width(equal, RelativeForm::overhead) == Approx(0.0).margin(1e-15));
}

TEST_CASE("running pairs: without an interval the width is infinite", "[precision]") {
  CHECK(std::isinf(width({{}, {}}, RelativeForm::overhead)));
  CHECK(std::isinf(width({{1}, {2}}, RelativeForm::overhead)));
  CHECK(std::isinf(width({{0, 0, 0}, {1, 2, 3}}, RelativeForm::overhead)));
  CHECK(std::isinf(width({{-1, 1, 3, -2}, {1, 2, 3, 4}}, RelativeForm::overhead)));
  CHECK(std::isinf(width({{1, 2, 3}, {0, 0, 0}}, RelativeForm::reduction)));
}

}  // namespace
}  // namespace bacelab
