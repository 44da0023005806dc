#include "analysis/sensitivity/design_runs.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

using Values = std::vector<double>;

/// Two points of three replications.
const DesignRuns both = {
    OutputForm::overhead, 3, {1.0, 2.0, 6.0, 4.0, 4.0, 4.0}, {2.0, 4.0, 3.0, 8.0, 8.0, 8.0}};

}  // namespace

TEST_CASE("design runs: outputs are forms of weighted means", "[sensitivity]") {
  const OutputMaker overhead(both);
  CHECK(overhead.outputs(Values{1, 1, 1}) == Values{0.0, 1.0});
  CHECK(overhead.outputs(Values{1, 2, 0})[0] == Approx(1.0));
  CHECK(overhead.outputs(Values{0, 0, 3})[0] == Approx(-0.5));
  DesignRuns runs = both;
  runs.form = OutputForm::reduction;
  CHECK(OutputMaker(runs).outputs(Values{1, 2, 0})[0] == Approx(0.5));
  runs.form = OutputForm::difference;
  CHECK(OutputMaker(runs).outputs(Values{1, 0, 1}) == Values{-1.0, 4.0});
  runs = {OutputForm::mean, 3, both.policy, {}};
  CHECK(OutputMaker(runs).outputs(Values{2, 1, 0})[0] == Approx(4.0 / 3.0));
}

TEST_CASE("design runs: equal replications give their value whatever the weights",
          "[sensitivity]") {
  const OutputMaker maker({OutputForm::mean, 3, {0.1, 0.1, 0.1}, {}});
  for (const Values& weights : {Values{1, 1, 1}, Values{3, 0, 0}, Values{0, 2, 1}}) {
    CHECK(maker.outputs(weights) == Values{0.1});
  }
}

TEST_CASE("design runs: nothing is related to a mean that is not positive", "[sensitivity]") {
  CHECK(std::isnan(output_value(OutputForm::overhead, 0.0, 1.0)));
  CHECK(std::isnan(output_value(OutputForm::reduction, 1.0, -1.0)));
  CHECK(output_value(OutputForm::reduction, -1.0, 1.0) == 2.0);
  CHECK(output_value(OutputForm::difference, -1.0, -3.0) == -2.0);
  const OutputMaker maker({OutputForm::overhead, 2, {0.0, 1.0}, {1.0, 1.0}});
  CHECK(std::isnan(maker.outputs(Values{2, 0})[0]));
  CHECK(maker.outputs(Values{0, 2})[0] == 0.0);
}

TEST_CASE("design runs: what is no design is refused", "[sensitivity]") {
  CHECK_THROWS_AS(OutputMaker({OutputForm::mean, 0, {}, {}}), std::invalid_argument);
  CHECK_THROWS_AS(OutputMaker({OutputForm::mean, 2, {1, 2, 3}, {}}), std::invalid_argument);
  CHECK_THROWS_AS(OutputMaker({OutputForm::overhead, 2, {1, 2}, {}}), std::invalid_argument);
  CHECK_THROWS_AS(OutputMaker({OutputForm::mean, 2, {1, 2}, {1, 2}}), std::invalid_argument);
  CHECK_THROWS_AS(OutputMaker(both).outputs(Values{1, 1}), std::invalid_argument);
}

}  // namespace bacelab
