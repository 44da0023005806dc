#include <catch2/catch.hpp>
#include <string>

#include "core/errors.hpp"
#include "experiments/study/design/design_types.hpp"
#include "tests/experiments/study/design/designs.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

const std::string factors =
    "[design]\ntype = 'points'\n[design.factors]\n"
    "scale = {key = 'network.scale', low = 0.1, high = 1}\n"
    "n = {key = 'jobs.count', low = 2, high = 9, integer = true}\n"
    "v = {key = 'jobs.micro_batches', values = [16, 64]}\n"
    "s = {key = 'pipeline.schedule', names = ['gpipe', 'overlapped']}\n"
    "b = {settings = {x = {}, y = {'network.delay_ms' = 1}}}\n[design.points]\n";

std::string points(const std::string& scale, const std::string& n = "[2, 9]",
                   const std::string& v = "[64, 16]", const std::string& s = "['gpipe', 'gpipe']",
                   const std::string& b = "['y', 'x']") {
  return factors + "scale = " + scale + "\nn = " + n + "\nv = " + v + "\ns = " + s + "\nb = " + b +
         "\n";
}

TEST_CASE("listed points: each factor has the values of its list", "[design]") {
  const Design design = design_of(points("[1, 0.1]"));
  REQUIRE(design.points() == 2);
  CHECK(numbers_of(design, 0) == std::vector<double>{1, 0.1});
  CHECK(design.factors()[0].range == FactorRange{0.1, 1});
  CHECK(numbers_of(design, 2) == std::vector<double>{64, 16});
  CHECK(names_of(design, 4) == std::vector<std::string>{"y", "x"});
  CHECK(design.description().number("samples") == 2);
}

TEST_CASE("listed points: a value that the factor can't have is refused", "[design]") {
  const auto refused = [](const std::string& text, const std::string& words) {
    INFO(text);
    CHECK_THROWS_WITH(design_of(text), Catch::Contains(words));
  };
  refused(points("[1, 2]"), "design.points.scale = [1, 2]: 2 is not in the range");
  refused(points("[1, 0.5]", "[2, 2.5]"), "2.5 is not a whole number");
  refused(points("[1, 0.5]", "[2, 2]", "[64, 32]"), "32 is none of the values of the factor");
  refused(points("[1, 0.5]", "[2, 2]", "[64, 64]", "['gpipe', 'x']"), "one of gpipe, overlapped");
  refused(points("[1, 0.5]", "[2, 2]", "[64, 64]", "['gpipe', 'gpipe']", "['x', 'z']"),
          "one of x, y");
  refused(points("[1, 0.5, 1]"), "lists 2 points, and scale lists 3");
  refused(factors, "each factor needs its values at the points");
}

}  // namespace
}  // namespace bacelab
