#include "experiments/text/choice.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

struct Shape {
  std::string_view name;
  int corners;
};

constexpr auto list = std::to_array<Shape>({{"triangle", 3}, {"square", 4}});
constexpr Registry shapes(list);

ConfigSection section(const std::string& keys) {
  return ConfigDocument::parse(keys, "study.toml").root();
}

}  // namespace

TEST_CASE("choice: the entry that a key names, the first one without the key", "[config]") {
  CHECK(read_choice(section("shape = \"square\""), "shape", shapes, "A shape").corners == 4);
  CHECK(read_choice(section(""), "shape", shapes, "A shape").corners == 3);
  CHECK(read_required_choice(section("shape = \"square\""), "shape", shapes, "A shape").corners ==
        4);
}

TEST_CASE("choice: another name is refused with the nearest, as any choice", "[config]") {
  const std::string wrong = "shape = \"sqare\"";
  CHECK_THAT(message_of([&] { read_choice(section(wrong), "shape", shapes, "A shape"); }),
             Catch::Contains("study.toml:1: shape = \"sqare\"") &&
                 Catch::Contains("did you mean 'square'"));
  CHECK_THAT(message_of([] { read_required_choice(section(""), "shape", shapes, "A shape"); }),
             Catch::Contains("shape: is missing"));
}

}  // namespace bacelab
