#include "core/cluster/series.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <stdexcept>

#include "tests/support/counting_source.hpp"
#include "tests/support/draws.hpp"

namespace bacelab {
namespace {

using testing::CountingSource;
using testing::Draws;

/// 5 until 10, -1 until 25, then 2.
Series three_steps() { return {{0.0, 10.0, 25.0}, {5.0, -1.0, 2.0}}; }

}  // namespace

TEST_CASE("the first breakpoint after a time, from any earlier one on") {
  const Series series({0.0, 1.0, 2.0, 4.0}, {1.0, 2.0, 3.0, 4.0});
  CHECK(series.first_after(0, 0.0) == 1);
  CHECK(series.first_after(0, 2.0) == 3);
  CHECK(series.first_after(2, 3.9) == 3);
  CHECK(series.first_after(1, 4.0) == 4);
  CHECK(series.first_after(4, 9.0) == 4);
}

TEST_CASE("a constant series has one breakpoint and one value") {
  const Series series(7.5);
  CHECK(series.at(0.0) == 7.5);
  CHECK(series.at(1e12) == 7.5);
  CHECK(series.integral(2.0, 6.0) == 30.0);
  CHECK(series.has(0));
  CHECK_FALSE(series.has(1));
  CHECK(series.complete() == 1);
}

TEST_CASE("the value at a breakpoint is the new one and the last holds for ever") {
  const Series series = three_steps();
  CHECK(series.at(0.0) == 5.0);
  CHECK(series.at(std::nextafter(10.0, 0.0)) == 5.0);
  CHECK(series.at(10.0) == -1.0);
  CHECK(series.at(24.9) == -1.0);
  CHECK(series.at(25.0) == 2.0);
  CHECK(series.at(1e9) == 2.0);
}

TEST_CASE("an integral adds the steps exactly") {
  const Series series = three_steps();
  CHECK(series.integral(0.0, 10.0) == 50.0);
  CHECK(series.integral(0.0, 25.0) == 35.0);
  CHECK(series.integral(0.0, 30.0) == 45.0);
  CHECK(series.integral(8.0, 12.0) == 8.0);
  CHECK(series.integral(26.0, 36.0) == 20.0);
  CHECK(series.integral(10.0, 10.0) == 0.0);
  CHECK(series.integral(12.0, 12.0) == 0.0);
}

TEST_CASE("integrals over adjoining spans add up") {
  rc::prop("additivity", [] {
    Draws draws(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<double> times = {0.0};
    std::vector<double> values = {draws.uniform(-1.0, 1.0)};
    for (int i = draws.below(8); i > 0; --i) {
      times.push_back(times.back() + draws.exponential(10.0));
      values.push_back(draws.uniform(-1.0, 1.0));
    }
    const Series series(times, values);
    const double a = draws.uniform(0.0, 40.0);
    const double b = a + draws.exponential(20.0);
    const double c = b + draws.exponential(20.0);
    const double whole = series.integral(a, c);
    RC_ASSERT(std::abs(series.integral(a, b) + series.integral(b, c) - whole) < 1e-12 * (1.0 + c));
    // Against many small rectangles, none of which is wider than the smallest step allows.
    double sum = 0.0;
    const int parts = 20000;
    for (int i = 0; i < parts; ++i) sum += series.at(a + (i + 0.5) * (c - a) / parts);
    const double rectangle = (c - a) / parts;
    RC_ASSERT(std::abs(sum * rectangle - whole) <= 2.0 * rectangle * 9);
  });
}

TEST_CASE("breakpoints must start at zero and ascend strictly, one value each") {
  using Values = std::vector<double>;
  CHECK_THROWS_AS(Series(Values{}, Values{}), std::invalid_argument);
  CHECK_THROWS_AS(Series(Values{0.0, 1.0}, Values{1.0}), std::invalid_argument);
  CHECK_THROWS_AS(Series(Values{1.0}, Values{1.0}), std::invalid_argument);
  CHECK_THROWS_AS(Series(Values{0.0, 2.0, 2.0}, Values{1.0, 1.0, 1.0}), std::invalid_argument);
  CHECK_THROWS_AS(Series(Values{0.0, 2.0, 1.0}, Values{1.0, 1.0, 1.0}), std::invalid_argument);
  CHECK_THROWS_AS(Series(Values{0.0, std::nan("")}, Values{1.0, 1.0}), std::invalid_argument);
}

TEST_CASE("a series with a source grows only as far as somebody looks") {
  int calls = 0;
  // Breakpoints at 0, 10, 20 ... 90, the value is the number of the breakpoint.
  const Series series(std::make_unique<CountingSource>(10, 10.0, calls));
  CHECK(calls == 1);
  CHECK(series.at(0.0) == 0.0);
  CHECK(calls == 2);  // the end of the first value must be known
  CHECK(series.at(15.0) == 1.0);
  CHECK(calls == 3);
  CHECK(series.at(12.0) == 1.0);
  CHECK(calls == 3);
  CHECK(series.has(4));
  CHECK(calls == 5);
  CHECK(series.time(4) == 40.0);
  CHECK(series.integral(0.0, 50.0) == 100.0);  // 10 (0 + 1 + 2 + 3 + 4)
  CHECK(calls == 6);
  CHECK(series.complete() == 10);
  CHECK(calls == 11);  // the last call says that there is no more
  CHECK(series.at(1e6) == 9.0);
  CHECK_FALSE(series.has(10));
  CHECK(calls == 11);
}

TEST_CASE("what a growing series says doesn't depend on the order of questions") {
  int calls = 0;
  const Series forwards(std::make_unique<CountingSource>(20, 3.0, calls));
  const Series backwards(std::make_unique<CountingSource>(20, 3.0, calls));
  CHECK(backwards.integral(0.0, 100.0) == forwards.integral(0.0, 100.0));
  for (int i = 0; i < 70; ++i) CHECK(forwards.at(i) == backwards.at(69 - (69 - i)));
}

TEST_CASE("a source without a first breakpoint is refused") {
  int calls = 0;
  CHECK_THROWS_AS(Series(std::make_unique<CountingSource>(0, 1.0, calls)), std::invalid_argument);
}

}  // namespace bacelab
