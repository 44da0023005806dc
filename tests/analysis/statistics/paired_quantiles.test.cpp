#include "analysis/statistics/paired_quantiles.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/analysis/statistics/answers_reference.hpp"
#include "tests/analysis/statistics/coverage.hpp"

namespace bacelab {

TEST_CASE("differences of medians agree with numpy on the same resamples",
          "[statistics][reference]") {
  constexpr std::array median = {0.5};
  for (const auto& answers : reference::answers("answers")) {
    INFO(answers.expected.name);
    const auto found = quantile_differences(answers.a(), answers.b(), median, answers.bootstrap(),
                                            answers.confidence());
    REQUIRE(found.size() == 1);
    const auto near = [&](const char* name) {
      const double width =
          answers.expected.number("median_high") - answers.expected.number("median_low");
      return Approx(answers.expected.number(name)).epsilon(1e-9).margin(1e-9 * width).scale(0.0);
    };
    CHECK(found[0].value.value() == near("median"));
    CHECK(found[0].interval.value().lower == near("median_low"));
    CHECK(found[0].interval.value().upper == near("median_high"));
  }
}

TEST_CASE("a constant difference leaves no doubt of quantiles", "[statistics]") {
  std::vector<double> a;
  std::vector<double> b;
  for (int i = 0; i < 100; ++i) {
    a.push_back(i * i);
    b.push_back(i * i + 8.0);
  }
  for (const Estimate& estimate :
       quantile_differences(a, b, std::array{0.25, 0.95}, {99, 1}, 0.95)) {
    CHECK(estimate.value.value() == 8.0);
    CHECK(estimate.interval.value() == Interval{8.0, 8.0});
  }
}

TEST_CASE("of too few worlds there is no difference of quantiles", "[statistics]") {
  const std::vector<double> values(71, 1.0);
  const auto found = quantile_differences(values, values, std::array{0.5, 0.95}, {99, 1}, 0.95);
  CHECK(found[0].value.value() == 0.0);
  CHECK(found[1].value.reason() ==
        "71 worlds are too few for the quantile 0.95 at 95 %; 72 are needed");
  CHECK(quantile_differences(values, values, {}, {99, 1}, 0.95).empty());
  CHECK_THROWS_AS(quantile_differences(values, values, std::array{1.0}, {99, 1}, 0.95),
                  std::invalid_argument);
}

TEST_CASE("intervals of differences of quantiles cover the true one", "[statistics][coverage]") {
  // b has the standard deviation sqrt(5), a sqrt(2): at p90 their quantiles differ by
  // 2 + 1.2815515655 (sqrt(5) - sqrt(2)).
  const double truth = 2.0 + 1.2815515655 * (std::sqrt(5.0) - std::sqrt(2.0));
  coverage::Worlds worlds(5, 100);
  constexpr int experiments = 400;
  int hits = 0;
  for (int i = 0; i < experiments; ++i) {
    worlds.draw();
    const auto found = quantile_differences(worlds.a, worlds.b, std::array{0.9}, {199, 1}, 0.95);
    hits += found[0].interval.value().contains(truth);
  }
  // 95 % less four standard deviations, and less what a percentile interval lacks for 100 worlds.
  CHECK(hits > 0.88 * experiments);
}

}  // namespace bacelab
