#include "experiments/design/types/saltelli.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "experiments/design/sampling/saltelli_sample.hpp"
#include "tests/experiments/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::string study(const std::string& keys) {
  return "[design]\ntype = 'saltelli'\n" + keys +
         "[design.factors]\na = {low = 0, high = 1}\nb = {low = 0, high = 1}\n";
}

TEST_CASE("saltelli: the columns say where each point stands", "[design]") {
  const Design design = design_of(study("samples = 8\nscrambles = 3\nsecond_order = true\n"));
  REQUIRE(design.points() == 3 * 8 * 6);
  const DesignDescription& description = design.description();
  CHECK(description.number("samples") == 8);
  CHECK(description.number("scrambles") == 3);
  CHECK(description.number("second_order") == 1);
  CHECK(description.column("block")->meanings ==
        std::vector<std::string>{"A", "B", "AB_1", "AB_2", "BA_1", "BA_2"});
  for (std::size_t point = 0; point < design.points(); ++point) {
    const auto scramble = static_cast<std::size_t>(integers_of(design, "scramble")[point]);
    const auto row = static_cast<std::size_t>(integers_of(design, "row")[point]);
    const auto block = static_cast<std::size_t>(integers_of(design, "block")[point]);
    REQUIRE(point == (scramble * 8 + row) * 6 + block);
    const SaltelliSample sample(2, SecondOrder::yes, {1, static_cast<std::uint32_t>(scramble)});
    CHECK(numbers_of(design, 0)[point] == sample.coordinate(row, block, 0));
    CHECK(numbers_of(design, 1)[point] == sample.coordinate(row, block, 1));
  }
}

TEST_CASE("saltelli: without the second order there are d + 2 blocks in 16 scrambles", "[design]") {
  const Design design = design_of(study("samples = 4\n"));
  CHECK(design.points() == 16 * 4 * 4);
  CHECK(design.description().number("second_order") == 0);
}

TEST_CASE("saltelli: sizes that can't be are refused", "[design]") {
  CHECK_THROWS_WITH(design_of(study("samples = 12\n")), Catch::Contains("such as 8 or 16"));
  CHECK_THROWS_WITH(design_of(study("samples = 65536\n")), Catch::Contains("too many points"));
  CHECK_THROWS_WITH(design_of("[design]\ntype = 'saltelli'\n"), Catch::Contains("needs factors"));
}

}  // namespace
}  // namespace bacelab
