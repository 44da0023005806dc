#include "analysis/statistics/adjustment.hpp"

#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/analysis/reference/paired_reference.hpp"

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

TEST_CASE("no adjustment takes what is no p-value", "[statistics]") {
  const std::vector<double> bad{0.1, std::numeric_limits<double>::quiet_NaN()};
  for (const auto adjustment : {Adjustment::holm, Adjustment::bonferroni, Adjustment::none}) {
    CHECK_THROWS_AS(adjusted(bad, adjustment), std::invalid_argument);
  }
}

}  // namespace bacelab
