#include "analysis/statistics/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

namespace bacelab {
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
