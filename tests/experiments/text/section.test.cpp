#include "experiments/text/section.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

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

using namespace bacelab;
using Texts = std::vector<std::string>;

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

std::string numbers_message(const std::string& value) {
  return message_of(
      [&] { parse_study("x = " + value).root().numbers("x", {}, Bounds::positive(), ""); });
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
  CHECK(root.optional_choice("c", {"grid", "lhs"}, "") == "lhs");
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
  CHECK_FALSE(root.optional_choice("d", {"grid", "lhs"}, ""));
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
               Catch::Contains("must be an integer in [-9007199254740992, "));
  }
}

TEST_CASE("only true and false are booleans", "[config]") {
  CHECK(message_of([&] { parse_study("x = 1").root().boolean("x", true, ""); }) ==
        "study.toml:1: x = 1: is an integer, but must be true or false");
}

TEST_CASE("an option may be true, false or a name", "[config]") {
  const std::vector<std::string> names = {"near", "far"};
  const auto read = [&](const std::string& value, const std::vector<std::string>& allowed) {
    return parse_study(value).root().boolean_or_choice("x", true, allowed, "");
  };
  CHECK(read("", names) == config::BooleanOrName(true));
  CHECK(read("x = false", names) == config::BooleanOrName(false));
  CHECK(read("x = \"far\"", names) == config::BooleanOrName("far"));
  CHECK(message_of([&] { read("x = \"fr\"", names); }) ==
        "study.toml:1: x = \"fr\": must be true, false, \"near\" or \"far\" (did you mean 'far'?)");
  CHECK(message_of([&] { read("x = 1", names); }) ==
        "study.toml:1: x = 1: is an integer, but must be true, false, \"near\" or \"far\"");
  CHECK(message_of([&] { read("x = 1", {}); }) ==
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
  CHECK(message_of([&] { root.optional_choice("kind", names, ""); }) ==
        message_of([&] { root.choice("kind", "grid", names, ""); }));
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

TEST_CASE("lists are read in their order", "[config]") {
  const ConfigSection root =
      parse_study("n = [2, 0.5]\ni = [3, 1]\nt = [\"b\", \"a\", \"b\"]").root();
  CHECK(root.numbers("n", {}, Bounds::any(), "") == std::vector<double>{2, 0.5});
  CHECK(root.integers("i", {}, Bounds::any(), "") == std::vector<std::int64_t>{3, 1});
  CHECK(root.texts("t", {}, "") == Texts{"b", "a", "b"});
  CHECK(root.choices("t", {}, {"a", "b", "c"}, "") == Texts{"b", "a", "b"});
}

TEST_CASE("a missing list is the fallback, which may be none", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(root.numbers("n", {1.5}, Bounds::any(), "") == std::vector<double>{1.5});
  CHECK(root.numbers("m", {}, Bounds::any(), "").empty());
  CHECK(root.texts("t", {"a"}, "") == Texts{"a"});
}

TEST_CASE("an empty list is refused", "[config]") {
  CHECK(numbers_message("[]") ==
        "study.toml:1: x = []: is empty, but must be a list, each element a number > 0");
}

TEST_CASE("a single value where a list is wanted is refused", "[config]") {
  CHECK(numbers_message("3") ==
        "study.toml:1: x = 3: is an integer, but must be a list, each element a number > 0");
}

TEST_CASE("a wrong element is refused with its index and its line", "[config]") {
  CHECK(numbers_message("[1, -2]") == "study.toml:1: x[1] = -2: must be a number > 0");
  CHECK(numbers_message("[1,\n 2,\n \"a\"]") ==
        "study.toml:3: x[2] = \"a\": is a text, but must be a number > 0");
  CHECK(numbers_message("[1, [2]]") ==
        "study.toml:1: x[1] = [2]: is a list, but must be a number > 0");
  CHECK(numbers_message("[nan]") ==
        "study.toml:1: x[0] = nan: NaN and infinities are never allowed; must be a number > 0");
  CHECK(message_of([&] { parse_study("x = [1.0]").root().integers("x", {}, Bounds::any(), ""); }) ==
        "study.toml:1: x[0] = 1.0: is a number, but must be an integer (write 1)");
  CHECK(message_of([&] { parse_study("x = [\"bcae\"]").root().choices("x", {}, {"bace"}, ""); }) ==
        "study.toml:1: x[0] = \"bcae\": must be one of bace (did you mean 'bace'?)");
}

TEST_CASE("repeated texts are refused if asked for", "[config]") {
  const ConfigSection root = parse_study("x = [\"a\", \"b\",\n\"a\"]").root();
  const std::string refusal = "study.toml:2: x[2] = \"a\": is given twice; each may stand once";
  CHECK(message_of([&] { root.texts("x", {}, "", Repeats::refused); }) == refusal);
  CHECK(message_of([&] { root.choices("x", {}, {"a", "b"}, "", Repeats::refused); }) == refusal);
  CHECK(message_of([&] { root.texts("x", {}, ""); }).empty());
}

TEST_CASE("the fallback of a list is checked like a value", "[config]") {
  CHECK(message_of([&] {
          parse_study("").root().numbers("x", {1, -1}, Bounds::positive(), "");
        }) == "study.toml: x[1] (not set; default -1.0): must be a number > 0");
}

TEST_CASE("a missing table is an empty section", "[config]") {
  const ConfigSection network = parse_study("").root().table("network", "");
  CHECK(network.path() == "network");
  CHECK_FALSE(network.has("scale"));
  CHECK(network.number("scale", 1.5, Bounds::any(), "") == 1.5);
}

TEST_CASE("the path of a section is dotted, with quotes where TOML wants them", "[config]") {
  const ConfigSection root = parse_study("").root();
  CHECK(root.path().empty());
  CHECK(root.table("a", "").table("b c", "").path() == "a.\"b c\"");
}

TEST_CASE("has tells what is in the file", "[config]") {
  const ConfigSection root = parse_study("a = 1\n[b]\nc = 1").root();
  CHECK((root.has("a") && root.has("b") && root.table("b", "").has("c")));
  CHECK_FALSE(root.has("c"));
}

TEST_CASE("a value in place of a table is refused", "[config]") {
  CHECK(message_of([&] { parse_study("\nnetwork = 3").root().table("network", ""); }) ==
        "study.toml:2: network = 3: is an integer, but must be a table: [network]");
  CHECK(message_of([&] { parse_study("[[p]]\nx = 1").root().named_tables("p", ""); }) ==
        "study.toml:1: p = [{ x = 1 }]: is a list, but must be a table: [p]");
  CHECK(message_of([&] { parse_study("[p]\nx = 1").root().named_tables("p", ""); }) ==
        "study.toml:2: p.x = 1: is an integer, but must be a table: [p.x]");
}

TEST_CASE("named tables come in the order of the file", "[config]") {
  ConfigDocument document = parse_study("[policies.zeta]\nx = 1\n[policies.alpha]\nx = 2\n");
  const std::vector<NamedSection> policies = document.root().named_tables("policies", "");
  REQUIRE(policies.size() == 2);
  CHECK(policies[0].name == "zeta");
  CHECK(policies[0].section.required_number("x", Bounds::any(), "") == 1);
  CHECK(policies[1].name == "alpha");
  CHECK(policies[1].section.path() == "policies.alpha");
  CHECK(document.root().named_tables("others", "").empty());
}

TEST_CASE("values under any names, but no tables", "[config]") {
  ConfigDocument document = parse_study("[s]\n\"a.b\" = 1\nlist = ['x']\nflag = true\n");
  const auto values = document.root().table("s", "").values("a value", "");
  REQUIRE(values.size() == 3);
  CHECK(values[0].name == "a.b");
  CHECK(std::get<std::int64_t>(values[0].value.content) == 1);
  CHECK_NOTHROW(document.require_all_used());
  CHECK(document.resolved() == "[s]\n\"a.b\" = 1\nlist = [\"x\"]\nflag = true\n");
  for (const char* wrong : {"a.b = 1", "a = [[1]]", "a = 2024-01-01"}) {
    CHECK_THAT(
        message_of([&] {
          parse_study(std::string("[s]\n") + wrong).root().table("s", "").values("a word", "");
        }),
        Catch::Contains("study.toml:2: s.a") && Catch::Contains("but must be a word"));
  }
}

TEST_CASE("the order of named tables is resolved, also if a later one implies one", "[config]") {
  ConfigDocument document = parse_study("[n.b.t]\nx = 1\n[n.a]\nx = 1\n");
  for (const NamedSection& each : document.root().named_tables("n", "")) {
    each.section.optional_integer("x", Bounds::any(), "");
    each.section.table("t", "").optional_integer("x", Bounds::any(), "");
  }
  CHECK(document.resolved() == "[n.b]\n\n[n.a]\nx = 1\n\n[n.b.t]\nx = 1\n");
}

TEST_CASE("a section outlives its document", "[config]") {
  ConfigSection root = parse_study("x = 1").root();
  CHECK(root.integer("x", 0, Bounds::any(), "") == 1);
}
