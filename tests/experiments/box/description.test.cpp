#include "experiments/box/description.hpp"

#include <catch2/catch.hpp>
#include <vector>

namespace bacelab {
namespace {

TEST_CASE("point label: each factor with its value at the point", "[results]") {
  const std::vector<Factor> factors = {
      {"network.scale", "1", "", std::vector{0.1 + 0.2, 1.0}},
      {"arrivals.process", "1", "", std::vector<std::string>{"batch", "poisson"}}};
  CHECK(point_label(factors, 0) == "network.scale = 0.30000000000000004, arrivals.process = batch");
  CHECK(point_label(factors, 1) == "network.scale = 1, arrivals.process = poisson");
}

TEST_CASE("point label: nothing without factors", "[results]") {
  CHECK(point_label({}, 0).empty());
}

TEST_CASE("result name: free of blanks and slashes", "[results]") {
  for (const char* name : {"bace", "network.scale", "my-own_2", "µ", "templates.\"a.b\".hidden"}) {
    INFO(name);
    CHECK(is_result_name(name));
  }
  for (const char* name : {"", ".", "a b", "a/b", "a\tb"}) {
    INFO(name);
    CHECK_FALSE(is_result_name(name));
  }
}

TEST_CASE("design description: numbers and columns are found by name", "[results]") {
  const DesignDescription design = {
      "invented",
      {{"samples", 3}, {"seed", 9007199254740992}},
      {{"block", "Which block.", std::vector<std::int64_t>{0, 1, 0}, {"A", "B"}}}};
  CHECK(design.number("samples") == 3);
  CHECK_FALSE(design.number("levels"));
  REQUIRE(design.column("block") != nullptr);
  CHECK(value_count(*design.column("block")) == 3);
  CHECK(design.column("row") == nullptr);
}

}  // namespace
}  // namespace bacelab
