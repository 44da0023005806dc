#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "experiments/study/design/design_types.hpp"
#include "tests/experiments/study/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::string contour(const std::string& keys,
                    const std::string& second = "key = 'arrivals.load', low = 0.2, high = 1") {
  return "[design]\ntype = 'contour'\noutput = 'overhead(jct_mean, lcf)'\n" + keys +
         "[design.factors]\nscale = {key = 'network.scale', low = 0.01, high = 1, scale = 'log'}\n"
         "other = {" +
         second + "}\n";
}

TEST_CASE("contour: a lattice of all combinations, the second factor first", "[design]") {
  const Design design = design_of(contour("resolution = 5\nlevel = 0.1\n"));
  REQUIRE(design.points() == 25);
  const auto scale = numbers_of(design, 0);
  const auto load = numbers_of(design, 1);
  CHECK(scale[0] == 0.01);
  CHECK(scale[10] == Approx(0.1));
  CHECK(scale[24] == 1.0);
  for (std::size_t point = 0; point < 25; ++point) {
    CHECK(load[point] == Approx(0.2 + 0.2 * static_cast<double>(point % 5)));
  }
  REQUIRE(design.contour().has_value());
  CHECK(design.contour()->level == 0.1);
  CHECK(design.contour()->most_of_grid == 0.2);
  CHECK(design.description().number("resolution") == 5);
}

TEST_CASE("contour: what can't be searched is refused", "[design]") {
  const auto refused = [](const std::string& text, const std::string& words) {
    INFO(text);
    CHECK_THROWS_WITH(design_of(text), Catch::Contains(words));
  };
  refused(contour("resolution = 12\n"), "such as 9 or 17");
  refused(contour("resolution = 3\n"), "design.resolution");
  refused(contour("confidence = 1\n"), "design.confidence");
  refused(contour("minimum = 4\n"), "design.minimum");
  refused(contour("most_of_grid = 0\n"), "design.most_of_grid");
  refused(contour("", "key = 'jobs.micro_batches', values = [16, 64]"), "vary continuously");
  refused(contour("resolution = 17\n", "key = 'jobs.count', low = 2, high = 9, integer = true"),
          "takes only 8 different values");
  refused(contour("") + "third = {key = 'work.sigma', low = 0.1, high = 1}\n", "there are 3");
  refused(
      "[design]\ntype = 'contour'\noutput = 'jct_mean'\n"
      "[design.factors]\nscale = {key = 'network.scale', low = 0.01, high = 1}\n",
      "there is 1");
}

}  // namespace
}  // namespace bacelab
