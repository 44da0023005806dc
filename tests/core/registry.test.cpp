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
