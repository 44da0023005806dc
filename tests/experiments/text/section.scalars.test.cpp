#include <catch2/catch.hpp>
#include <limits>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;

namespace {

/// What reading the key `x` as a number > 0 says of `value`.
std::string number_message(const std::string& value) {
  return message_of(
      [&] { parse_study("x = " + value).root().number("x", 1, Bounds::positive(), ""); });
}

std::string integer_message(const std::string& value) {
  return message_of(
      [&] { parse_study("x = " + value).root().integer("x", 1, Bounds::at_least(1), ""); });
}

std::string text_message(const std::string& value) {
  return message_of([&] { parse_study("x = " + value).root().text("x", "", ""); });
}

}  // namespace

TEST_CASE("a value in the file wins over the fallback", "[config]") {
  const ConfigSection root =
      parse_study("n = 0.25\ni = -7\nb = true\nt = \"word\"\nc = \"lhs\"").root();
  CHECK(root.number("n", 1, Bounds::any(), "") == 0.25);
  CHECK(root.required_number("n", Bounds::any(), "") == 0.25);
  CHECK(root.optional_number("n", Bounds::any(), "") == 0.25);
  CHECK(root.integer("i", 1, Bounds::any(), "") == -7);
  CHECK(root.required_integer("i", Bounds::any(), "") == -7);
  CHECK(root.optional_integer("i", Bounds::any(), "") == -7);
  CHECK(root.boolean("b", false, ""));
  CHECK(root.text("t", "other", "") == "word");
  CHECK(root.required_text("t", "") == "word");
  CHECK(root.choice("c", "grid", {"grid", "lhs"}, "") == "lhs");
  CHECK(root.required_choice("c", {"grid", "lhs"}, "") == "lhs");
}

TEST_CASE("the fallback stands in for a missing key", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(root.number("n", 0.5, Bounds::any(), "") == 0.5);
  CHECK(root.optional_number("n", Bounds::any(), "") == std::nullopt);
  CHECK(root.integer("i", 3, Bounds::any(), "") == 3);
  CHECK(root.optional_integer("i", Bounds::any(), "") == std::nullopt);
  CHECK(root.boolean("b", true, ""));
  CHECK(root.text("t", "other", "") == "other");
  CHECK(root.choice("c", "grid", {"grid", "lhs"}, "") == "grid");
}

TEST_CASE("an integer is a number too", "[config]") {
  CHECK(parse_study("x = 3").root().number("x", 1, Bounds::any(), "") == 3.0);
}

TEST_CASE("integers keep all 64 bits", "[config]") {
  const ConfigSection root =
      parse_study("low = -9223372036854775808\nhigh = 9223372036854775807").root();
  CHECK(root.integer("low", 0, Bounds::any(), "") == std::numeric_limits<std::int64_t>::min());
  CHECK(root.integer("high", 0, Bounds::any(), "") == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a number out of range is refused with line, value and range", "[config]") {
  ConfigDocument document = parse_study("\n\n[network]\nscale = -1\n");
  const ConfigSection network = document.root().table("network", "");
  CHECK(message_of([&] { network.number("scale", 1, Bounds::positive(), ""); }) ==
        "study.toml:4: network.scale = -1: must be a number > 0");
  CHECK(message_of([&] { network.number("scale", 1, Bounds::fraction().in("s"), ""); }) ==
        "study.toml:4: network.scale = -1: must be a number in [0, 1], in s");
}

TEST_CASE("NaN and infinities are refused with a message of their own", "[config]") {
  const std::string rest = ": NaN and infinities are never allowed; must be a number > 0";
  CHECK(number_message("nan") == "study.toml:1: x = nan" + rest);
  CHECK(number_message("inf") == "study.toml:1: x = inf" + rest);
  CHECK(number_message("-inf") == "study.toml:1: x = -inf" + rest);
}

TEST_CASE("other things than numbers are refused by what they are", "[config]") {
  const std::string rest = ", but must be a number > 0";
  CHECK(number_message("\"a\"") == "study.toml:1: x = \"a\": is a text" + rest);
  CHECK(number_message("true") == "study.toml:1: x = true: is true or false" + rest);
  CHECK(number_message("[1, 2]") == "study.toml:1: x = [1, 2]: is a list" + rest);
  CHECK(number_message("{y = 1}") == "study.toml:1: x: is a table" + rest);
  CHECK(number_message("2020-01-02") == "study.toml:1: x = 2020-01-02: is a date or time" + rest);
}

TEST_CASE("a number with a point is not an integer", "[config]") {
  CHECK(integer_message("8.0") ==
        "study.toml:1: x = 8.0: is a number, but must be an integer >= 1 (write 8)");
  CHECK(integer_message("8.5") ==
        "study.toml:1: x = 8.5: is a number, but must be an integer >= 1");
  CHECK(integer_message("nan") ==
        "study.toml:1: x = nan: is a number, but must be an integer >= 1");
  CHECK(integer_message("0") == "study.toml:1: x = 0: must be an integer >= 1");
}

TEST_CASE("an integer that a double would round onto the bound is refused", "[config]") {
  const Bounds bounds = Bounds::between(-9007199254740992.0, 9007199254740992.0);
  const auto message = [&](const std::string& value) {
    return message_of([&] { parse_study("x = " + value).root().integer("x", 0, bounds, ""); });
  };
  for (const std::string sign : {"", "-"}) {
    CHECK(message(sign + "9007199254740992").empty());
    CHECK_THAT(message(sign + "9007199254740993"),
               Catch::Matchers::Contains("must be an integer in [-9007199254740992, "));
  }
}

TEST_CASE("only true and false are booleans", "[config]") {
  CHECK(message_of([&] { parse_study("x = 1").root().boolean("x", true, ""); }) ==
        "study.toml:1: x = 1: is an integer, but must be true or false");
}

TEST_CASE("a text without quotes is refused with what to write", "[config]") {
  CHECK(text_message("8") ==
        "study.toml:1: x = 8: is an integer, but must be a text (write \"8\")");
  CHECK(text_message("2020-01-02") ==
        "study.toml:1: x = 2020-01-02: is a date or time, but must be a text (write "
        "\"2020-01-02\")");
  CHECK(text_message("[1]") == "study.toml:1: x = [1]: is a list, but must be a text");
}

TEST_CASE("an unknown name is refused with all names and the nearest", "[config]") {
  const ConfigSection root = parse_study("kind = \"gird\"\nother = \"nothing\"").root();
  const std::vector<std::string> names = {"single", "grid", "lhs"};
  CHECK(message_of([&] { root.choice("kind", "grid", names, ""); }) ==
        "study.toml:1: kind = \"gird\": must be one of single, grid, lhs (did you mean 'grid'?)");
  CHECK(message_of([&] { root.required_choice("other", names, ""); }) ==
        "study.toml:2: other = \"nothing\": must be one of single, grid, lhs");
}

TEST_CASE("a required key that is missing is refused with where to add it", "[config]") {
  const ConfigSection root = parse_study("a = 1\n[network]\nb = 1\n").root();
  CHECK(message_of([&] { root.required_number("seed", Bounds::any(), ""); }) ==
        "study.toml: seed: is missing; must be a number; add 'seed = ...' before the first table");
  CHECK(message_of([&] { root.table("network", "").required_text("file", ""); }) ==
        "study.toml:2: network.file: is missing; must be a text; add 'file = ...' in the table "
        "[network]");
  CHECK(message_of([&] { root.table("design", "").required_choice("kind", {"grid"}, ""); }) ==
        "study.toml: design.kind: is missing; must be one of grid; add 'kind = ...' in the table "
        "[design]");
}

TEST_CASE("the message of a missing key gives the unit", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(message_of([&] { root.required_number("x", Bounds::positive().in("h"), ""); }) ==
        "study.toml: x: is missing; must be a number > 0, in h; add 'x = ...' before the first "
        "table");
}

TEST_CASE("a required key that is misspelt is found", "[config]") {
  const ConfigSection root = parse_study("a = 1\nsede = 1\n").root();
  CHECK(message_of([&] { root.required_integer("seed", Bounds::any(), ""); }) ==
        "study.toml: seed: is missing; must be an integer; did you mean 'seed' by 'sede' "
        "(study.toml:2)?");
}

TEST_CASE("a fallback is checked like a value", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(message_of([&] { root.number("x", 2, Bounds::fraction(), ""); }) ==
        "study.toml: x (not set; default 2.0): must be a number in [0, 1]");
}

TEST_CASE("a long value is cut off in messages between characters", "[config]") {
  const std::string head = "\"" + std::string(58, 'a');
  CHECK(number_message(head + "\xc3\xbc\xc3\xbc\"") ==
        "study.toml:1: x = " + head + "...: is a text, but must be a number > 0");
}

TEST_CASE("fail speaks of a value, a default, a missing key", "[config]") {
  ConfigDocument document = parse_study("[design]\npoints = 100\n");
  const ConfigSection design = document.root().table("design", "");
  design.integer("points", 16, Bounds::any(), "");
  design.integer("scrambles", 16, Bounds::any(), "");
  CHECK(message_of([&] { design.fail("points", "is no power of two", "64, 128"); }) ==
        "study.toml:2: design.points = 100: is no power of two; allowed: 64, 128");
  CHECK(message_of([&] { design.fail("scrambles", "are too many", ""); }) ==
        "study.toml:1: design.scrambles (not set; default 16): are too many");
  CHECK(message_of([&] { design.fail("kind", "is needed", ""); }) ==
        "study.toml:1: design.kind: is needed");
  CHECK(message_of([&] { document.root().fail("design", "is odd", ""); }) ==
        "study.toml:1: design: is odd");
}
