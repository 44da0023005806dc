#include "analysis/sensitivity/sample_table.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>

#include "core/errors.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

Sensitivity analyse(const std::string& text, const TableQuestion& question = {"y", {}, {}},
                    const SensitivitySettings& settings = {}) {
  const sample::ScratchDirectory directory;
  std::ofstream(directory / "samples.csv") << text;
  return analyse_table(directory / "samples.csv", question, settings);
}

std::string table_message(const std::string& text, const TableQuestion& question = {"y", {}, {}},
                          const SensitivitySettings& settings = {}) {
  return message_of([&] { static_cast<void>(analyse(text, question, settings)); });
}

/// Two rows of a design of one factor in which y is x.
const std::string saltelli =
    "row,block,x,y\n"
    "0,A,1,1\n0,B,4,4\n0,AB_1,4,4\n"
    "1,B,2,2\n1,A,7,7\n1,AB_1,2,2\n";
const std::string morris =
    "trajectory,x1,x2,y\n"
    "0,0,0,5\n0,1,0,8\n0,1,10,28\n"
    "1,1,10,28\n1,1,0,8\n1,0,0,5\n";

}  // namespace

TEST_CASE("sample table: Sobol indices of rows in any order", "[sensitivity]") {
  const Sensitivity found = analyse(saltelli);
  REQUIRE(found.sobol.has_value());
  CHECK(found.factors == std::vector<std::string>{"x"});
  CHECK(found.output == "y");
  CHECK(found.unit == "1");
  CHECK(found.noise.worlds == WorldsOfDesign::unknown);
  CHECK(found.sobol->rows == 2);
  CHECK(found.sobol->mean == 3.5);
  // f about the mean, A: -2.5, 3.5; B: 0.5, -1.5. Squares add up to 21; the mean takes a quarter.
  CHECK(found.sobol->variance == Approx(21.0 / 4.0 * 4.0 / 3.0));
  CHECK(found.sobol->total[0].value.value() == Approx((9.0 + 25.0) / 4.0 / 7.0));
  CHECK(found.sobol->first[0].value.value() == Approx((0.5 * 3.0 + -1.5 * -5.0) / 2.0 / 7.0));
}

TEST_CASE("sample table: a column says which scramble a row belongs to", "[sensitivity]") {
  std::string text = "scramble,row,block,x,y\n";
  for (const char* scramble : {"0", "7"}) {
    for (const char* line :
         {"0,A,1,1", "0,B,4,4", "0,AB_1,4,4", "1,A,2,2", "1,B,3,3", "1,AB_1,3,3"}) {
      text += std::string(scramble) + "," + line + "\n";
    }
  }
  CHECK(analyse(text).sobol->scrambles == 2);
  CHECK(analyse(text).sobol->rows == 4);
}

TEST_CASE("sample table: blocks BA_i make second-order indices", "[sensitivity]") {
  const std::string text =
      "row,block,x1,x2,y\n"
      "0,A,1,1,1\n0,B,2,2,2\n0,AB_1,2,1,3\n0,AB_2,1,2,4\n0,BA_1,1,2,5\n0,BA_2,2,1,6\n"
      "1,A,3,1,3\n1,B,1,2,2\n1,AB_1,1,1,1\n1,AB_2,3,2,4\n1,BA_1,3,2,5\n1,BA_2,1,1,7\n";
  CHECK(analyse(text).sobol->second.size() == 1);
  CHECK(analyse(text, {"y", {}, {}}, {.second_order = false}).sobol->second.empty());
}

TEST_CASE("sample table: Morris' measures in units of the range of each column", "[sensitivity]") {
  const Sensitivity found = analyse(morris);
  REQUIRE(found.morris.has_value());
  CHECK(found.trajectories == 2);
  CHECK(found.factors == std::vector<std::string>{"x1", "x2"});
  CHECK((*found.morris)[0].mu_star.value.value() == Approx(3.0).epsilon(1e-12));
  CHECK((*found.morris)[1].mu_star.value.value() == Approx(20.0).epsilon(1e-12));
}

TEST_CASE("sample table: factors may be named, so that other columns don't count",
          "[sensitivity]") {
  std::string text = saltelli;
  text.replace(text.find("x,y"), 3, "y,x");  // the output is what was called x
  CHECK(analyse(text, {"y", {"x"}, {}}).factors == std::vector<std::string>{"x"});
  CHECK_THAT(table_message(saltelli, {"y", {"z"}, {}}), Contains("there is no column 'z'"));
  CHECK_THAT(table_message(morris, {"y", {"x1", "x1"}, {}}),
             Contains("--factors x1: is given twice"));
  CHECK_THAT(table_message(saltelli, {"y", {"y"}, {}}), Contains("--factors y: is the output"));
  CHECK_THAT(table_message(saltelli, {"y", {"x", "block"}, {}}),
             Contains("there are 1 blocks AB_i but 2 factors (x, block)"));
}

TEST_CASE("sample table: a point without output drops what belongs to it", "[sensitivity]") {
  std::string text = saltelli + "2,A,1,1\n2,B,4,nan\n2,AB_1,4,4\n";
  CHECK_THAT(table_message(text), Contains("samples.csv:9: y"));
  CHECK_THAT(table_message(text), Contains("this point has no output"));
  const Sensitivity dropped = analyse(text, {"y", {}, Incomplete::drop});
  CHECK(dropped.dropped == 1);
  CHECK(dropped.sobol->variance == analyse(saltelli).sobol->variance);
  const std::string steps = morris + "2,0,0,NA\n2,1,0,8\n2,1,10,28\n";
  CHECK(analyse(steps, {"y", {}, Incomplete::drop}).trajectories == 2);
}

TEST_CASE("sample table: what is wrong is told with line and column", "[sensitivity]") {
  const auto with = [](const std::string& what, const std::string& other) {
    std::string text = saltelli;
    return text.replace(text.find(what), what.size(), other);
  };
  CHECK_THAT(table_message("x,y\n1,2\n"),
             Contains("neither a column 'block'") && Contains("it has x, y"));
  CHECK_THAT(table_message(with("0,B", "0,C")),
             Contains("samples.csv:3: block") && Contains("A, B, AB_1"));
  CHECK_THAT(table_message(with("0,AB_1", "0,AB_0")), Contains("samples.csv:4: block"));
  CHECK_THAT(table_message(with("0,AB_1", "0,AB_1x")), Contains("samples.csv:4: block"));
  CHECK_THAT(table_message(with("0,A,1", "zero,A,1")), Contains("samples.csv:2: row"));
  CHECK_THAT(table_message(with("0,A,1,1", "0,A,1,inf")), Contains("samples.csv:2: y"));
  CHECK_THAT(table_message(with("0,A,1,1", "0,A,1,1e200")), Contains("samples.csv:2: y"));
  CHECK_THAT(table_message(with("1,A,7,7\n", "")), Contains("row 1: block A is missing"));
  CHECK_THAT(table_message(with("1,A,7,7", "1,B,7,7")), Contains("row 1: block B is there twice"));
  std::string jump = morris;
  jump.replace(jump.find("0,1,10,28"), 9, "0,2,10,28");
  CHECK_THAT(table_message(jump), Contains("samples.csv:4: 2 factors differ"));
  CHECK_THAT(table_message("trajectory,x,y\n"), Contains("no trajectory has only complete points"));
}

TEST_CASE("sample table: there are no replications to resample, and no rows in trajectories",
          "[sensitivity]") {
  CHECK_THAT(table_message(saltelli, {"y", {}, {}}, {.resampled = Resampled::replications}),
             Contains("a table has no replications"));
  CHECK_THAT(table_message(morris, {"y", {}, {}}, {.resampled = Resampled::rows}),
             Contains("trajectories, not rows"));
}

}  // namespace bacelab
