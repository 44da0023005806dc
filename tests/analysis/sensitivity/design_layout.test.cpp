#include "analysis/sensitivity/design_layout.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/analysis/sensitivity/designed_studies.hpp"

namespace bacelab {

using Places = std::vector<std::size_t>;

TEST_CASE("design layout: the points of a Saltelli design stand where the file says",
          "[sensitivity]") {
  ResultsDescription study = samples::saltelli_study(2, 1);
  const SaltelliLayout layout = saltelli_layout(study);
  CHECK(layout.factors == 1);
  CHECK_FALSE(layout.second_order);
  CHECK(layout.scramble == Places{0, 0, 0, 0, 0, 0});
  CHECK(layout.row == Places{0, 0, 0, 1, 1, 1});
  CHECK(layout.block == Places{0, 1, 2, 0, 1, 2});
  study.design.numbers = {{"second_order", 1}};
  CHECK(saltelli_layout(study).second_order);
}

TEST_CASE("design layout: the steps of a Morris design are those of the file", "[sensitivity]") {
  const std::vector<MorrisStep> steps = morris_steps(samples::morris_study(2, 1));
  REQUIRE(steps.size() == 4);
  CHECK(steps[0].trajectory == 0);
  CHECK(steps[0].changed == -1);
  CHECK(steps[3].trajectory == 1);
  CHECK(steps[3].changed == 0);
  CHECK(steps[3].delta == 0.5);
}

TEST_CASE("design layout: factors have their names in order", "[sensitivity]") {
  CHECK(factor_names(sample::study()) ==
        std::vector<std::string>{"network.scale", "arrivals.process"});
}

TEST_CASE("design layout: a column that is missing or of another type is refused",
          "[sensitivity]") {
  ResultsDescription study = samples::saltelli_study(2, 1);
  CHECK_THROWS_AS(morris_steps(study), std::invalid_argument);
  study.design.columns[2].values = std::vector{0.0, 1.0, 2.0, 0.0, 1.0, 2.0};
  CHECK_THROWS_WITH(saltelli_layout(study), "the design has no column 'block'");
  study.design.columns.pop_back();
  CHECK_THROWS_WITH(saltelli_layout(study), "the design has no column 'block'");
  CHECK_THROWS_AS(saltelli_layout(samples::morris_study(2, 1)), std::invalid_argument);
}

}  // namespace bacelab
