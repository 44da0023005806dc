#include "experiments/study/design/design.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <variant>
#include <vector>

#include "core/errors.hpp"
#include "tests/experiments/study/design/designs.hpp"
#include "tests/experiments/study/study_texts.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

const std::string two_factors = R"(
[design]
type = "grid"
[design.factors.scale]
key = "network.scale"
values = [0.5, 1, 2]
[design.factors."arrivals.process"]
names = ["batch", "poisson"]
[arrivals]
rate_per_hour = 1
)";

using Numbers = std::vector<double>;
using NamesInOrder = std::vector<std::string>;

}  // namespace

TEST_CASE("design: without factors there is one point", "[study]") {
  CHECK(Design().points() == 1);
  const Design single = design_of("");
  CHECK(single.points() == 1);
  CHECK(single.factors().empty());
}

TEST_CASE("design: a grid is all combinations, the last factor varies fastest", "[study]") {
  const Design design = design_of(two_factors);
  CHECK(design.points() == 6);
  REQUIRE(design.factors().size() == 2);
  CHECK(design.factors()[0].name == "network.scale");
  CHECK(design.factors()[1].name == "arrivals.process");
  CHECK(std::get<Numbers>(design.factors()[0].values) == Numbers{0.5, 0.5, 1, 1, 2, 2});
  CHECK(std::get<NamesInOrder>(design.factors()[1].values) ==
        NamesInOrder{"batch", "poisson", "batch", "poisson", "batch", "poisson"});
}

TEST_CASE("design: three factors", "[study]") {
  const Design design = design_of(
      "[design]\ntype = \"grid\"\n[design.factors]\na = {values = [1, 2]}\nb = {values = [3]}\n"
      "c = {values = [4, 5]}\n");
  REQUIRE(design.points() == 4);
  CHECK(std::get<Numbers>(design.factors()[0].values) == Numbers{1, 1, 2, 2});
  CHECK(std::get<Numbers>(design.factors()[1].values) == Numbers{3, 3, 3, 3});
  CHECK(std::get<Numbers>(design.factors()[2].values) == Numbers{4, 5, 4, 5});
}

TEST_CASE("design: a point sets the keys of its factors", "[study]") {
  const StudyFile file = read_study_file(tiny_study + two_factors);
  CHECK(file.at(0).world.network.scale == 0.5);
  CHECK(file.at(3).world.network.scale == 1.0);
  CHECK(file.at(4).world.network.scale == 2.0);
  const auto first_arrival = [&](std::size_t point) {
    const Study study = file.at(point);
    return study.world.jobs.arrivals->times({world_id(study, point, 0), 1, 1.0}, 1)[0];
  };
  CHECK(first_arrival(2) == 0.0);
  CHECK(first_arrival(3) > 0.0);
}

TEST_CASE("design: a whole number fits a key for integers and one for numbers", "[study]") {
  const StudyFile counts = read_study_file(
      tiny_study +
      "[design]\ntype = \"grid\"\n[design.factors.\"jobs.count\"]\nvalues = [3, 5.0]\n");
  CHECK(counts.at(0).world.jobs.count == 3);
  CHECK(counts.at(1).world.jobs.count == 5);
  const StudyFile scales = read_study_file(
      tiny_study +
      "[design]\ntype = \"grid\"\n[design.factors.\"network.scale\"]\nvalues = [0, 1, 0.1]\n");
  CHECK(scales.at(1).world.network.scale == 1.0);
  CHECK(scales.at(2).world.network.scale == 0.1);
}

TEST_CASE("design: a factor overrides the file", "[study]") {
  const StudyFile file =
      read_study_file(tiny_study +
                      "count = 77\n"
                      "[design]\ntype = \"grid\"\n[design.factors.\"jobs.count\"]\nvalues = [3]\n");
  CHECK(file.at(0).world.jobs.count == 3);
}

TEST_CASE("design: a factor reaches the parameter of a policy", "[study]") {
  const StudyFile file = read_study_file(
      tiny_study +
      "[design]\ntype = \"grid\"\n"
      "[design.factors.\"policies.bace.min_stage_fraction\"]\nvalues = [0.25, 1]\n");
  CHECK(file.at(0).policies.at(0).parameters.at("min_stage_fraction") == 0.25);
  CHECK(file.at(1).policies.at(0).parameters.at("min_stage_fraction") == 1.0);
}

TEST_CASE("design: a factor reaches a region whose name has quotes", "[study]") {
  const StudyFile file = read_study_file(
      "[regions]\nnames = ['the\"west\"']\ngpus_from = [128]\n[design]\ntype = \"grid\"\n"
      "[design.factors.f]\nkey = \"region.'the\\\"west\\\"'.pue\"\nvalues = [1.5]\n");
  CHECK(file.at(0).world.regions.regions.at(0).pue == 1.5);
}

TEST_CASE("design: a key in quotes is the key that the results name", "[study]") {
  const Design design = design_of(
      "[design]\ntype = \"grid\"\n[design.factors.f]\nkey = ' network . \"scale\" '\nvalues = "
      "[1]\n");
  CHECK(design.factors()[0].name == "network.scale");
}

namespace {

/// A design of that type with two factors, a number and a name, or without, if it takes none.
Design of_type(const DesignType& type) {
  const std::string design = "[design]\ntype = \"" + std::string(type.name) + "\"\n";
  const std::string factors =
      "[design.factors]\na = {values = [1, 2, 4]}\nb = {names = [\"x\", \"y\"]}\n";
  const std::string points = "[design.points]\na = [4, 1, 4]\nb = [\"x\", \"y\", \"x\"]\n";
  if (type.name == "single") return design_of(design);
  return design_of(design + factors + (type.name == "points" ? points : ""));
}

}  // namespace

TEST_CASE("design: every type gives each factor one of its values at each point, the same again",
          "[study]") {
  for (const DesignType& type : design_types()) {
    if (type.name == "contour") continue;  // it takes ranges alone
    CAPTURE(type.name);
    const Design design = of_type(type);
    CHECK(design.description().type == type.name);
    CHECK(design.points() >= 1);
    for (const Factor& factor : design.factors()) {
      REQUIRE(value_count(factor) == design.points());
      if (const auto* numbers = std::get_if<Numbers>(&factor.values)) {
        for (const double number : *numbers) CHECK((number == 1 || number == 2 || number == 4));
      } else {
        for (const auto& name : std::get<NamesInOrder>(factor.values))
          CHECK((name == "x" || name == "y"));
      }
    }
    for (const DesignColumn& column : design.description().columns) {
      CAPTURE(column.name);
      CHECK(std::visit([](const auto& values) { return values.size(); }, column.values) ==
            design.points());
    }
    const Design again = of_type(type);
    REQUIRE(again.factors().size() == design.factors().size());
    for (std::size_t i = 0; i < design.factors().size(); ++i) {
      CHECK(again.factors()[i].values == design.factors()[i].values);
    }
  }
}

namespace {

const std::string with_cases = R"([design]
type = "lhs"
samples = 3
[design.factors.scale]
key = "network.scale"
low = 0.1
high = 1
[design.cases.as_given]
[design.cases.many]
"jobs.count" = 24
"network.access_gbps_low" = 7.5
)";

}  // namespace

TEST_CASE("design: each point of a sample is run with every case", "[study]") {
  const Design design = design_of(with_cases);
  REQUIRE(design.points() == 6);
  CHECK(names_of(design, 1) ==
        NamesInOrder{"as_given", "many", "as_given", "many", "as_given", "many"});
  CHECK(design.factors()[1].name == "case");
  const Design without = design_of(with_cases.substr(0, with_cases.find("[design.cases")));
  for (std::size_t point = 0; point < 6; ++point) {
    CHECK(numbers_of(design, 0)[point] == numbers_of(without, 0)[point / 2]);
  }
  CHECK(design.description().number("samples") == 3);
}

TEST_CASE("design: cases alone are points too", "[study]") {
  const Design design = design_of("[design.cases.a]\n[design.cases.b]\n'jobs.count' = 24\n");
  CHECK(design.points() == 2);
  CHECK(names_of(design, 0) == NamesInOrder{"a", "b"});
}

TEST_CASE("design: a case sets its keys, and others are as in the study", "[study]") {
  const StudyFile file = read_study_file(tiny_study + "count = 5\n" + with_cases);
  for (const std::size_t point : {0, 1, 4, 1, 0}) {
    const Study study = file.at(point);
    CHECK(study.world.jobs.count == (point % 2 == 0 ? 5 : 24));
  }
}

TEST_CASE("design: no design of its own layout has cases", "[study]") {
  for (const char* type : {"saltelli", "morris"}) {
    CHECK_THROWS_WITH(
        design_of("[design]\ntype = '" + std::string(type) +
                  "'\n[design.factors]\na.values = [1, 2]\n[design.cases.x]\n'b' = 1\n"),
        Catch::Contains("has no cases"));
  }
}

}  // namespace bacelab
