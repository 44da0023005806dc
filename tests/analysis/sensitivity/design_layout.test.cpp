#include "analysis/sensitivity/design_layout.hpp"

#include <catch2/catch.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "tests/analysis/sensitivity/designed_studies.hpp"
#include "tests/experiments/text/messages.hpp"

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

namespace {

using Catch::Contains;

/// A whole design of two scrambles of three rows and two factors, in its usual order.
SaltelliLayout layout(bool second_order) {
  SaltelliLayout result = {2, second_order, {}, {}, {}};
  const std::size_t blocks = second_order ? 6 : 4;
  for (std::size_t scramble = 0; scramble < 2; ++scramble) {
    for (std::size_t row = 0; row < 3; ++row) {
      for (std::size_t block = 0; block < blocks; ++block) {
        result.scramble.push_back(scramble);
        result.row.push_back(row);
        result.block.push_back(block);
      }
    }
  }
  return result;
}

std::vector<double> numbered(const SaltelliLayout& layout) {
  std::vector<double> values(layout.block.size());
  std::iota(values.begin(), values.end(), 0.0);
  return values;
}

std::vector<char> all(const SaltelliLayout& layout) {
  return std::vector<char>(layout.block.size(), 1);
}

std::string message(const SaltelliLayout& layout) {
  return message_of([&] { static_cast<void>(arrange(layout, numbered(layout), all(layout))); });
}

}  // namespace

TEST_CASE("Saltelli: values go to their scramble, block and row", "[sensitivity]") {
  const SaltelliLayout six = layout(true);
  const SaltelliArrays arrays = arrange(six, numbered(six), all(six));
  CHECK(arrays.rows == 6);
  CHECK(arrays.dropped == 0);
  REQUIRE(arrays.values.size() == 2);
  CHECK(arrays.values[0].a == std::vector{0.0, 6.0, 12.0});
  CHECK(arrays.values[0].b == std::vector{1.0, 7.0, 13.0});
  CHECK(arrays.values[0].ab[1] == std::vector{3.0, 9.0, 15.0});
  CHECK(arrays.values[1].ba[0] == std::vector{22.0, 28.0, 34.0});
  const SaltelliLayout four = layout(false);
  CHECK(arrange(four, numbered(four), all(four)).values[1].ba.empty());
}

TEST_CASE("Saltelli: a row with an incomplete point is left out whole", "[sensitivity]") {
  const SaltelliLayout four = layout(false);
  std::vector<char> complete = all(four);
  complete[5] = complete[7] = 0;                   // scramble 0, row 1
  complete[12] = complete[17] = complete[21] = 0;  // all rows of scramble 1
  const SaltelliArrays arrays = arrange(four, numbered(four), complete);
  CHECK(arrays.rows == 2);
  CHECK(arrays.dropped == 4);
  REQUIRE(arrays.values.size() == 1);
  CHECK(arrays.values[0].a == std::vector{0.0, 8.0});
}

TEST_CASE("Saltelli: a design that is not whole is refused by name", "[sensitivity]") {
  SaltelliLayout missing = layout(true);
  missing.scramble.pop_back();
  missing.row.pop_back();
  missing.block.pop_back();
  CHECK_THAT(message(missing), Contains("scramble 1, row 2: block BA_2 is missing"));
  SaltelliLayout twice = layout(false);
  twice.block[6] = 1;
  CHECK_THAT(message(twice), Contains("scramble 0, row 1: block B is there twice"));
  SaltelliLayout beyond = layout(false);
  beyond.block[3] = 4;
  CHECK_THAT(message(beyond), Contains("scramble 0, row 0: there is no block 4"));
  CHECK_THROWS_AS(arrange(beyond, numbered(beyond), all(beyond)), InputError);
}

}  // namespace bacelab
