#include "analysis/statistics/adjustment.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <limits>
#include <vector>

#include "tests/analysis/statistics/paired_reference.hpp"

namespace bacelab {

TEST_CASE("p-values are adjusted by Holm, Bonferroni or not at all", "[statistics][reference]") {
  for (const auto& expected : reference::cases("holm")) {
    INFO(expected.name);
    const auto& p = expected.list("p");
    const auto holm = adjusted(p, Adjustment::holm);
    const auto bonferroni = adjusted(p, Adjustment::bonferroni);
    for (std::size_t i = 0; i < p.size(); ++i) {
      CHECK(holm[i] == reference::near(expected.list("p_holm")[i]));
      CHECK(bonferroni[i] == reference::near(expected.list("p_bonferroni")[i]));
    }
    CHECK(adjusted(p, Adjustment::none) == p);
  }
}

TEST_CASE("with Bonferroni the intervals of a family share what may go wrong", "[statistics]") {
  CHECK(confidence_of_each(0.95, 5, Adjustment::bonferroni) == Approx(0.99).epsilon(1e-15));
  CHECK(confidence_of_each(0.95, 1, Adjustment::bonferroni) == 0.95);
  CHECK(confidence_of_each(0.95, 5, Adjustment::holm) == 0.95);
  CHECK(confidence_of_each(0.95, 5, Adjustment::none) == 0.95);
}

TEST_CASE("every adjustment refuses numbers that are not p-values", "[statistics]") {
  const std::vector<double> bad{0.1, std::numeric_limits<double>::quiet_NaN()};
  for (const auto adjustment : {Adjustment::holm, Adjustment::bonferroni, Adjustment::none}) {
    CHECK_THROWS_AS(adjusted(bad, adjustment), std::invalid_argument);
  }
}

namespace {

std::vector<double> arbitrary_p_values() {
  const auto thousandths = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1001));
  std::vector<double> p_values;
  for (const int value : thousandths) p_values.push_back(value / 1000.0);
  return p_values;
}

}  // namespace

TEST_CASE("Holm's p-values agree with closed testing", "[statistics][reference]") {
  for (const auto& expected : reference::cases("holm")) {
    INFO(expected.name);
    const auto adjusted = holm_adjusted(expected.list("p"));
    REQUIRE(adjusted.size() == expected.list("p_holm").size());
    for (std::size_t i = 0; i < adjusted.size(); ++i) {
      CHECK(adjusted[i] == reference::near(expected.list("p_holm")[i]));
    }
  }
}

TEST_CASE("no tests make an empty family", "[statistics]") { CHECK(holm_adjusted({}).empty()); }

TEST_CASE("only probabilities can be adjusted", "[statistics]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double wrong : {-0.1, 1.1, nan}) {
    CHECK_THROWS_AS(holm_adjusted(std::vector{0.5, wrong}), std::invalid_argument);
  }
}

TEST_CASE("properties of Holm's p-values", "[statistics][property]") {
  rc::prop("adjusted values lie between the raw value and Bonferroni's", [] {
    const auto raw = arbitrary_p_values();
    const auto adjusted = holm_adjusted(raw);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      RC_ASSERT(adjusted[i] >= raw[i]);
      RC_ASSERT(adjusted[i] <= std::min(1.0, static_cast<double>(raw.size()) * raw[i]));
    }
  });
  rc::prop("adjusting keeps the order", [] {
    const auto raw = arbitrary_p_values();
    const auto adjusted = holm_adjusted(raw);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      for (std::size_t j = 0; j < raw.size(); ++j) {
        if (raw[i] <= raw[j]) RC_ASSERT(adjusted[i] <= adjusted[j]);
      }
    }
  });
}

}  // namespace bacelab
