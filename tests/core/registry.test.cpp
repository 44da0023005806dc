#include "core/registry.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace bacelab {
namespace {

struct Shape {
  std::string_view name;
  std::string_view description;
  int corners;
};

constexpr auto list = std::to_array<Shape>({
    {"triangle", "three corners", 3},
    {"square", "four equal sides", 4},
    {"circle", "no corner", 0},
});
constexpr Registry shapes(list);

struct Bare {
  std::string name;
};

}  // namespace

TEST_CASE("a registry has the entries of its list in order", "[registry]") {
  CHECK(shapes.size() == 3);
  CHECK(shapes.names() == std::vector<std::string>{"triangle", "square", "circle"});
  CHECK(shapes.front().corners == 3);
  CHECK(shapes[1].corners == 4);
  int corners = 0;
  for (const Shape& shape : shapes) corners += shape.corners;
  CHECK(corners == 7);
}

TEST_CASE("an entry is found by its name, case and all", "[registry]") {
  static_assert(shapes.find("square")->corners == 4);
  static_assert(shapes.find("Square") == nullptr);
  CHECK(&shapes.at("circle", "shape") == &shapes[2]);
  CHECK(shapes.index_of("circle", "shape") == 2);
}

TEST_CASE("a name that a registry doesn't hold is refused with the nearest one", "[registry]") {
  CHECK_THROWS_AS(shapes.at("sqare", "shape"), InputError);
  CHECK_THROWS_WITH(shapes.at("sqare", "shape"),
                    "there is no shape 'sqare' (did you mean 'square'?); there are triangle, "
                    "square, circle");
  CHECK_THROWS_WITH(shapes.index_of("xyz", "shape"),
                    "there is no shape 'xyz'; there are triangle, square, circle");
}

TEST_CASE("names of a registry are given and distinct, descriptions given", "[registry]") {
  const auto made_of = [](std::vector<Shape> entries) {
    return Registry<Shape>(std::span<const Shape>(entries)).size();
  };
  CHECK(made_of({}) == 0);
  CHECK_THROWS_WITH(made_of({{"a", "x", 1}, {"", "x", 1}}), Catch::Contains("no name"));
  CHECK_THROWS_WITH(made_of({{"a", "x", 1}, {"b", "", 1}}), Catch::Contains("no description"));
  CHECK_THROWS_WITH(made_of({{"a", "x", 1}, {"b", "x", 1}, {"a", "y", 2}}),
                    Catch::Contains("same name"));
}

TEST_CASE("entries of a registry may do without descriptions", "[registry]") {
  const std::vector<Bare> entries = {{"one"}, {"two"}};
  CHECK(Registry<Bare>(std::span(entries)).at("two", "entry").name == "two");
}

}  // namespace bacelab

using namespace bacelab;
using Names = std::vector<std::string>;

TEST_CASE("edit_distance counts insertions, deletions, replacements and swaps", "[config]") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("scale", "scale") == 0);
  CHECK(edit_distance("scal", "scale") == 1);
  CHECK(edit_distance("sscale", "scale") == 1);
  CHECK(edit_distance("scake", "scale") == 1);
  CHECK(edit_distance("sclae", "scale") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  // The restricted distance edits no part twice; the unrestricted one would be 2.
  CHECK(edit_distance("ca", "abc") == 3);
}

TEST_CASE("nearest_name gives the name at the smallest distance", "[config]") {
  CHECK(nearest_name("gird", Names{"single", "grid", "lhs"}) == "grid");
  CHECK(nearest_name("rate_per_hours", Names{"rate_per_day", "rate_per_hour"}) == "rate_per_hour");
}

TEST_CASE("nearest_name gives the first of equally near names", "[config]") {
  CHECK(nearest_name("lab", Names{"lax", "lay"}) == "lax");
}

TEST_CASE("nearest_name does not mind the case", "[config]") {
  CHECK(nearest_name("BACE", Names{"sjf", "bace"}) == "bace");
}

TEST_CASE("nearest_name is empty if nothing is near", "[config]") {
  CHECK(nearest_name("colour", Names{"scale", "rate"}).empty());
  CHECK(nearest_name("x", Names{"y", "xy"}).empty());
  CHECK(nearest_name("x", Names{}).empty());
}

TEST_CASE("did_you_mean is a part of a message or nothing", "[config]") {
  CHECK(did_you_mean("gird", Names{"grid"}) == " (did you mean 'grid'?)");
  CHECK(did_you_mean("gird", Names{"sobol"}).empty());
}
