#include "analysis/statistics/equivalence.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

#include "tests/analysis/statistics/answers_reference.hpp"

namespace bacelab {

TEST_CASE("equivalence has the p-values of scipy", "[statistics][reference]") {
  for (const auto& answers : reference::answers("answers")) {
    INFO(answers.expected.name);
    const auto& expected = answers.expected.list("equivalence");
    CHECK(equivalence_p_value(answers.a(), answers.b(), 0.02).value() ==
          reference::near(expected[0]));
    CHECK(equivalence_p_value(answers.a(), answers.b(), 0.3).value() ==
          reference::near(expected[1]));
  }
}

TEST_CASE("an overhead within the margin in all pairs is equivalent", "[statistics]") {
  const std::vector<double> a{100.0, 200.0, 300.0};
  const std::vector<double> b{101.0, 202.0, 303.0};
  CHECK(equivalence_p_value(a, b, 0.02).value() < 0.05);
  CHECK(equivalence_p_value(a, b, 0.005).value() > 0.5);
  const std::vector<double> ones{1.0, 1.0};
  CHECK(equivalence_p_value(ones, ones, 0.02).value() == 0.0);
  CHECK(equivalence_p_value(ones, std::vector{1.5, 1.5}, 0.02).value() == 1.0);
}

TEST_CASE("without pairs or a positive mean there is no equivalence", "[statistics]") {
  const std::vector<double> none;
  const std::vector<double> one{1.0};
  const std::vector<double> zero{0.0, 0.0};
  CHECK(equivalence_p_value(none, none, 0.02).reason() == "there are no pairs");
  CHECK_FALSE(equivalence_p_value(one, one, 0.02).has_value());
  CHECK(equivalence_p_value(zero, zero, 0.02).reason() ==
        "the mean of the policy under test is not positive");
  for (const double margin : {0.0, -0.02, 1.0}) {
    CHECK_THROWS_AS(equivalence_p_value(zero, zero, margin), std::invalid_argument);
  }
}

}  // namespace bacelab
