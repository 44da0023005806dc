#include "experiments/box/factors.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

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
