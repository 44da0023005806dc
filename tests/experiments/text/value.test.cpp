#include "experiments/text/value.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab::config {
namespace {

KeyPath parsed(const std::string& text) { return parse_key_path(text, "--set x"); }

TEST_CASE("key path: keys joined by dots and in quotes if need be", "[config]") {
  CHECK(parsed("seed") == KeyPath{"seed"});
  CHECK(parsed(" network . scale ") == KeyPath{"network", "scale"});
  CHECK(parsed("templates.\"llama-3.1-70b\".hidden") ==
        KeyPath{"templates", "llama-3.1-70b", "hidden"});
  CHECK(parsed("region.'Zürich \"west\"'.''") == KeyPath{"region", "Zürich \"west\"", ""});
}

TEST_CASE("key path: double quotes have the escapes of TOML, single quotes none", "[config]") {
  CHECK(parsed(R"(a."b\"c\\".d)") == KeyPath{"a", "b\"c\\", "d"});
  CHECK(parsed(R"('b\'.c)") == KeyPath{"b\\", "c"});
  CHECK_THAT(message_of([] { parsed(R"("\q")"); }), Catch::StartsWith("--set x: "));
}

TEST_CASE("key path: anything but a path is refused", "[config]") {
  for (const char* text :
       {"", ".", "a.", ".a", "a..b", "a b", "a.\"b", "a.\"", "\"a\\\"", "a]", "é", "\"a\"b"}) {
    INFO(text);
    CHECK_THAT(message_of([&] { parsed(text); }),
               Catch::StartsWith("--set x: '" + std::string(text) + "' is not the path of a key"));
  }
}

TEST_CASE("key path: paths have at most 64 keys", "[config]") {
  std::string text = "a";
  for (std::size_t i = 1; i < max_depth; ++i) text += ".a";
  CHECK(parsed(text).size() == max_depth);
  CHECK_THROWS_AS(parsed(text + ".a"), InputError);
}

TEST_CASE("key path: the text of a path reads back", "[config]") {
  CHECK(dotted({"network", "scale"}) == "network.scale");
  CHECK(dotted({"templates", "llama-3.1-70b", ""}) == "templates.\"llama-3.1-70b\".\"\"");
  for (const KeyPath& path : {KeyPath{"a b", "c.d"}, KeyPath{"é", "_-9"}, KeyPath{"it's"},
                              KeyPath{"\"", "a\\", "a\\\"b"}, KeyPath{"\x01\t"}}) {
    CHECK(parsed(dotted(path)) == path);
  }
}

TEST_CASE("key path: a key more and a key less", "[config]") {
  CHECK(joined({}, "a") == KeyPath{"a"});
  CHECK(joined({"a"}, "b.c") == KeyPath{"a", "b.c"});
  CHECK(parent({"a", "b.c"}) == KeyPath{"a"});
  CHECK(parent({"a"}).empty());
}

}  // namespace
}  // namespace bacelab::config
