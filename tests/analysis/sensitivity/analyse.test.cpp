#include "analysis/sensitivity/analyse.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "tests/experiments/config/messages.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

/// A design of one factor, which is A in A and B in B, so that AB_1 is B.
SaltelliLayout layout(std::size_t scrambles, std::size_t rows) {
  SaltelliLayout result = {1, false, {}, {}, {}};
  for (std::size_t point = 0; point < scrambles * rows * 3; ++point) {
    result.scramble.push_back(point / 3 / rows);
    result.row.push_back(point / 3 % rows);
    result.block.push_back(point % 3);
  }
  return result;
}

/// Outputs that are all of the factor, known without noise.
DesignOutputs outputs(const SaltelliLayout& layout) {
  DesignOutputs result;
  for (std::size_t point = 0; point < layout.block.size(); ++point) {
    const std::size_t row = point / 3;
    const std::size_t x = layout.block[point] == 0 ? row * 5 % 16 : row * 11 % 16;
    result.values.push_back(static_cast<double>(x));
  }
  result.complete.assign(layout.block.size(), 1);
  return result;
}

const std::vector<MorrisStep> steps = {{0, -1, 0.0}, {0, 0, 0.5},  {1, -1, 0.0},
                                       {1, 0, -0.5}, {2, -1, 0.0}, {2, 0, 0.5}};

}  // namespace

TEST_CASE("sensitivity: rows that are dropped are counted", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  DesignOutputs of_design = outputs(design);
  const Sensitivity all = sobol_sensitivity(design, of_design, {});
  CHECK(all.sobol->rows == 32);
  CHECK(all.dropped == 0);
  CHECK_FALSE(all.bootstrap.has_value());
  of_design.complete[4] = 0;
  const Sensitivity fewer = sobol_sensitivity(design, of_design, {});
  CHECK(fewer.sobol->rows == 31);
  CHECK(fewer.dropped == 1);
}

TEST_CASE("sensitivity: noise is taken out of independent worlds only", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  DesignOutputs of_design = outputs(design);
  of_design.noise.assign(of_design.values.size(), 3.0);
  of_design.statement.worlds = WorldsOfDesign::common;
  const double variance = sobol_sensitivity(design, of_design, {}).sobol->variance;
  of_design.statement.worlds = WorldsOfDesign::independent;
  const Sensitivity without = sobol_sensitivity(design, of_design, {});
  CHECK(without.sobol->variance == Approx(variance - 3.0 * 64.0 / 63.0).epsilon(1e-12));
  CHECK(without.sobol->noise == 3.0);
}

TEST_CASE("sensitivity: a bootstrap of rows is remembered", "[sensitivity]") {
  const SaltelliLayout design = layout(2, 16);
  const Sensitivity rows = sobol_sensitivity(design, outputs(design),
                                             {.resampled = Resampled::rows, .bootstrap = {199, 3}});
  CHECK(rows.bootstrap == Bootstrap{199, 3});
  CHECK(rows.sobol->first[0].interval.has_value());
}

TEST_CASE("sensitivity: too few rows and equal outputs are refused", "[sensitivity]") {
  const SaltelliLayout design = layout(1, 2);
  DesignOutputs of_design = outputs(design);
  of_design.complete[0] = 0;
  CHECK_THAT(message_of([&] { static_cast<void>(sobol_sensitivity(design, of_design, {})); }),
             Contains("at least two rows of a Saltelli design; 1 is left, 1 were dropped"));
  of_design = outputs(design);
  of_design.values.assign(of_design.values.size(), 2.5);
  CHECK_THAT(message_of([&] { static_cast<void>(sobol_sensitivity(design, of_design, {})); }),
             Contains("all outputs are equal (2.5)"));
}

TEST_CASE("sensitivity: trajectories with an incomplete point are dropped whole", "[sensitivity]") {
  DesignOutputs of_design;
  of_design.values = {1.0, 2.0, 5.0, 3.0, 0.0, 7.0};
  of_design.complete = {1, 1, 0, 1, 1, 1};
  const Sensitivity found = morris_sensitivity(steps, 1, of_design, {});
  CHECK(found.trajectories == 2);
  CHECK(found.dropped == 1);
  CHECK((*found.morris)[0].mu.value.value() == 8.0);  // of 2 and 14
  of_design.complete = {0, 1, 0, 1, 1, 0};
  CHECK_THROWS_WITH(morris_sensitivity(steps, 1, of_design, {}),
                    "no trajectory has only complete points");
}

}  // namespace bacelab
