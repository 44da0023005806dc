#include "experiments/text/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;
using Catch::Contains;
using Catch::StartsWith;

namespace {

std::string parse_message(const std::string& text) {
  return message_of([&] { ConfigDocument::parse(text, "study.toml"); });
}

/// `text` again and again behind `start`.
std::string repeated(const std::string& start, const std::string& text, int times) {
  std::string result = start;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

/// The text that `--set x=VALUE` gives.
std::string text_set_to(const std::string& value) {
  ConfigDocument document = parse_study("");
  document.set("x=" + value);
  return document.root().required_text("x", "");
}

std::string set_message(const std::string& assignment) {
  return message_of([&] { parse_study("[a]\nb = 1\n").set(assignment); });
}

/// Reads `seed`, `network.access_gbps`, `network.scale` and the tables of `policies`.
void read_some(ConfigDocument& document) {
  const ConfigSection root = document.root();
  root.integer("seed", 1, Bounds::any(), "");
  const ConfigSection network = root.table("network", "");
  network.number("access_gbps", 10, Bounds::any(), "");
  network.number("scale", 1, Bounds::any(), "");
  for (const NamedSection& policy : root.named_tables("policies", ""))
    policy.section.number("weight", 1, Bounds::any(), "");
}

std::string unused_message(ConfigDocument document) {
  read_some(document);
  return message_of([&] { document.require_all_used(); });
}

}  // namespace

TEST_CASE("text that is not TOML is refused with file, line, column and reason", "[config]") {
  CHECK(parse_message("a = 1\nb =\n") ==
        "study.toml:2:4: not valid TOML: error while parsing key-value pair: expected value, saw "
        "'\\n'");
  CHECK_THAT(parse_message("this is prose, not a study"), StartsWith("study.toml:1:6: not valid"));
  CHECK_THAT(parse_message("{\"name\": \"json\"}"), StartsWith("study.toml:1:1: not valid TOML:"));
  CHECK_THAT(parse_message(std::string("\x89HDF\r\n\0\1", 8)), StartsWith("study.toml:1:1: "));
  CHECK_THAT(parse_message("[network"), StartsWith("study.toml:1:9: not valid TOML:"));
}

TEST_CASE("invalid UTF-8 is refused", "[config]") {
  CHECK_THAT(parse_message("a = \"\xff\xfe\""), Contains("invalid utf-8"));
  CHECK(parse_message("a = \"M\xc3\xbcnchen\"").empty());
}

TEST_CASE("duplicate keys and tables are refused", "[config]") {
  CHECK_THAT(parse_message("a = 1\na = 2\n"),
             StartsWith("study.toml:2:") && Contains("cannot redefine existing integer 'a'"));
  CHECK_THAT(parse_message("[t]\n[t]\n"), Contains("cannot redefine existing table 't'"));
}

TEST_CASE("nesting without end is refused before it exhausts the stack", "[config]") {
  CHECK_THAT(parse_message(repeated("a = ", "[", 100000)), Contains("study.toml:1"));
  CHECK(parse_message(repeated("b = 1\na = ", "[", 100) + repeated("", "]", 100)) ==
        "study.toml:2: nests too deep; allowed: 64 levels");
  CHECK(parse_message(repeated("\n[a", ".a", 1000000) + "]") ==
        "study.toml:2: nests too deep; allowed: 64 levels");
  CHECK(parse_message(repeated("a", " . a", 100000) + " = 1") ==
        "study.toml:1: nests too deep; allowed: 64 levels");
}

TEST_CASE("quoted keys can't nest without end, whatever stands in them or before them",
          "[config]") {
  const auto refused_at = [](int line) {
    return "study.toml:" + std::to_string(line) + ": nests too deep; allowed: 64 levels";
  };
  for (const std::string key : {"\"x y\"", "'='", "\"#\"", "\"\\\" \"", "\"\"", "'\"'"}) {
    INFO(key);
    CHECK(parse_message(repeated(key, "." + key, 100000) + " = 1") == refused_at(1));
    CHECK(parse_message(repeated("[" + key, " . " + key, 100000) + "]") == refused_at(1));
  }
  const std::string deep = repeated("'x y'", ".'x y'", 100000) + " = 1";
  CHECK(parse_message("# don't \"\"\"\n" + deep) == refused_at(2));
  CHECK(parse_message("a = \"\\\"'\"\n" + deep) == refused_at(2));
  CHECK(parse_message("a = {b = \"\"\"\nit's\"\"\"\"\", " + deep + "}") == refused_at(2));
  CHECK(parse_message("a = {b = '''\n\\''', " + deep + "}") == refused_at(2));
}

TEST_CASE("many dots that nest nothing are allowed", "[config]") {
  CHECK(parse_message(repeated("# ", "One sentence. ", 100)).empty());
  CHECK(parse_message(repeated("#", " ..", 50)).empty());
  CHECK(parse_message(repeated("a = [", "0.5, ", 100) + "]").empty());
  CHECK(parse_message(repeated("a = \"", "../", 100) + "\"").empty());
  CHECK(parse_message(repeated("a = \"a", ".a", 100) + "\"").empty());
  CHECK(parse_message(repeated("a = '''\n'a", ".a", 100) + "'''").empty());
  CHECK(parse_message(repeated("# a", ".a", 100) + "\na = 1").empty());
  CHECK(parse_message(repeated("[a", ".a", 60) + "]").empty());
}

TEST_CASE("an empty file is an empty document", "[config]") {
  ConfigDocument document = ConfigDocument::parse("", "study.toml");
  document.require_all_used();
  CHECK(document.resolved().empty());
  CHECK(document.options().empty());
}

TEST_CASE("set replaces a value of the file", "[config]") {
  ConfigDocument document = parse_study("[network]\nscale = 1.0\n");
  document.set("network.scale=0.3");
  CHECK(document.root().table("network", "").number("scale", 1, Bounds::any(), "") == 0.3);
}

TEST_CASE("set creates the tables on the way", "[config]") {
  ConfigDocument document = parse_study("");
  document.set("a.\"b c\".d = [1, 2]");
  const ConfigSection inner = document.root().table("a", "").table("b c", "");
  CHECK(inner.integers("d", {}, Bounds::any(), "") == std::vector<std::int64_t>{1, 2});
}

TEST_CASE("set knows the escapes of a key in quotes", "[config]") {
  ConfigDocument document = parse_study("");
  document.set(R"("a\"=b".c = 1)");
  CHECK(document.root().table("a\"=b", "").integer("c", 0, Bounds::any(), "") == 1);
}

TEST_CASE("the last override counts", "[config]") {
  ConfigDocument document = parse_study("x = 1");
  document.set("x=2");
  document.set("x=3");
  CHECK(document.root().integer("x", 0, Bounds::any(), "") == 3);
}

TEST_CASE("a section sees what is set later", "[config]") {
  ConfigDocument document = parse_study("x = 1");
  const ConfigSection root = document.root();
  document.set("x=2");
  CHECK(root.integer("x", 0, Bounds::any(), "") == 2);
}

TEST_CASE("a bare word is a text", "[config]") {
  CHECK(text_set_to("bace") == "bace");
  CHECK(text_set_to("data/prices-2024.csv") == "data/prices-2024.csv");
  CHECK(text_set_to("New York") == "New York");
  CHECK(text_set_to("\"8\"") == "8");
  CHECK(text_set_to("a=b") == "a=b");
  CHECK(text_set_to("3#4") == "3#4");
  CHECK(text_set_to("M\xc3\xbcnchen") == "M\xc3\xbcnchen");
  CHECK(text_set_to("say \"hi\"") == "say \"hi\"");
}

TEST_CASE("messages give the override as the place", "[config]") {
  ConfigDocument document = parse_study("[network]\nscale = 1.0\n");
  document.set("network.scale=-1");
  document.set("network.links=8.0");
  const ConfigSection network = document.root().table("network", "");
  CHECK(message_of([&] { network.number("scale", 1, Bounds::positive(), ""); }) ==
        "--set network.scale=-1: network.scale = -1: must be a number > 0");
  CHECK(message_of([&] { network.integer("links", 1, Bounds::at_least(1), ""); }) ==
        "--set network.links=8.0: network.links = 8.0: is a number, but must be an integer >= 1 "
        "(write 8)");
}

TEST_CASE("a bad assignment is refused", "[config]") {
  CHECK(set_message("network.scale") ==
        "--set network.scale: has no '='; allowed: KEY=VALUE, such as --set network.scale=0.3");
  for (const char* path : {"", ".", "a.", ".a", "a..b", "a b", "\"a\"b", "a/b"})
    CHECK_THAT(set_message(std::string(path) + "=1"),
               Contains("is not the path of a key") && StartsWith("--set " + std::string(path)));
}

TEST_CASE("a bad value is refused", "[config]") {
  CHECK_THAT(set_message("x="),
             StartsWith("--set x=: the value cannot be read: there is none; allowed: a number"));
  CHECK_THAT(set_message("x=[1"), StartsWith("--set x=[1: the value cannot be read: error while"));
  CHECK_THAT(set_message("x=\"a"), Contains("the value cannot be read"));
  CHECK_THAT(set_message("x=1\ny=2"), Contains("the value cannot be read"));
  CHECK_THAT(set_message("x=\xff"), Contains("the value cannot be read: Encountered invalid"));
}

TEST_CASE("a value cannot bring other keys along", "[config]") {
  CHECK_THAT(set_message("x=1, y = 2"), Contains("cannot be read: it is more than one;"));
  CHECK_THAT(set_message("x=1 }\ny = { z = 1"), Contains("cannot be read: it is more than one;"));
}

TEST_CASE("an override cannot nest without end", "[config]") {
  std::string path = "a", value;
  for (int i = 0; i < 1000000; ++i) path += ".a", value += "[";
  CHECK_THAT(set_message(path + "=1"), Contains("is not the path of a key"));
  CHECK_THAT(set_message("x=" + value), Contains("the value cannot be read"));
  CHECK_THAT(set_message("x={" + path + "=1}"), Contains("nests too deep"));
}

TEST_CASE("an override cannot lead through a value", "[config]") {
  CHECK(set_message("a.b.c=1") ==
        "--set a.b.c=1: 'a.b' (study.toml:2) is an integer, not a table: 'c' cannot stand under "
        "it");
}

TEST_CASE("set_value takes all kinds of scalars", "[config]") {
  ConfigDocument document = parse_study("");
  document.set_value("a.number", 0.1);
  document.set_value("a.integer", 7);
  document.set_value("a.boolean", true);
  document.set_value("a.text", "8");
  const ConfigSection section = document.root().table("a", "");
  CHECK(section.required_number("number", Bounds::any(), "") == 0.1);
  CHECK(section.required_integer("integer", Bounds::any(), "") == 7);
  CHECK(section.boolean("boolean", false, ""));
  CHECK(section.required_text("text", "") == "8");
}

TEST_CASE("messages give the design factor as the place", "[config]") {
  ConfigDocument document = parse_study("x = 1");
  document.set_value("x", -2.0);
  CHECK(message_of([&] { document.root().number("x", 1, Bounds::positive(), ""); }) ==
        "design factor x: x = -2.0: must be a number > 0");
}

TEST_CASE("a copy is independent of the original", "[config]") {
  ConfigDocument original = parse_study("x = 1");
  ConfigDocument copy = original;
  copy.set("x=2");
  CHECK(original.root().integer("x", 0, Bounds::any(), "") == 1);
  CHECK(copy.options().empty());
  CHECK_THROWS(copy.require_all_used());
  original = copy;
  CHECK(original.root().integer("x", 0, Bounds::any(), "") == 2);
}

TEST_CASE("a file of known keys passes", "[config]") {
  CHECK(unused_message(parse_study("seed = 2\n[network]\nscale = 2\n[policies.a]\nweight = 1"))
            .empty());
}

TEST_CASE("an unknown key is refused with the nearest and all known ones", "[config]") {
  CHECK(unused_message(parse_study("[network]\nscal = 2")) ==
        "study.toml:2: unknown key 'network.scal' (did you mean 'scale'?); allowed here: "
        "access_gbps, scale");
  CHECK(unused_message(parse_study("[network]\ncolour = 2")) ==
        "study.toml:2: unknown key 'network.colour'; allowed here: access_gbps, scale");
  CHECK(unused_message(parse_study("[policies.a]\nwieght = 2")) ==
        "study.toml:2: unknown key 'policies.a.wieght' (did you mean 'weight'?); allowed here: "
        "weight");
}

TEST_CASE("an unknown table is refused as a whole", "[config]") {
  CHECK(unused_message(parse_study("[netwrok]\nscale = 2")) ==
        "study.toml:1: unknown key 'netwrok' (did you mean 'network'?); allowed here: seed, "
        "network, policies");
}

TEST_CASE("a key in the wrong table is shown where it belongs", "[config]") {
  CHECK(unused_message(parse_study("scale = 2")) ==
        "study.toml:1: unknown key 'scale' (did you mean 'network.scale'?); allowed here: seed, "
        "network, policies");
}

TEST_CASE("the first unknown key in the order of the file is told", "[config]") {
  CHECK_THAT(unused_message(parse_study("[network]\nz = 1\na = 2\n[a]\n")),
             Catch::StartsWith("study.toml:2: unknown key 'network.z'"));
  CHECK_THAT(unused_message(parse_study("[b.c]\nx = 1\n[a]\nx = 1\n")),
             Catch::StartsWith("study.toml:1: unknown key 'b'"));
}

TEST_CASE("overrides come after the file, in their order", "[config]") {
  ConfigDocument document = parse_study("");
  document.set("zz=1");
  document.set_value("aa", 1);
  CHECK_THAT(unused_message(document),
             Catch::StartsWith("--set zz=1: unknown key 'zz'; allowed here: "));
  ConfigDocument with_file = parse_study("[network]\nyy = 1");
  with_file.set("zz=1");
  CHECK_THAT(unused_message(with_file), Catch::StartsWith("study.toml:2: "));
}

TEST_CASE("asking whether a key is there does not make it known", "[config]") {
  ConfigDocument document = parse_study("x = 1");
  document.root().has("x");
  CHECK(message_of([&] { document.require_all_used(); }) ==
        "study.toml:1: unknown key 'x'; no key is allowed here");
}

TEST_CASE("what was read from a copy can be counted as read", "[config]") {
  ConfigDocument document = parse_study("[network]\nscale = 2\n");
  ConfigDocument copy = document;
  read_some(copy);
  CHECK_THROWS(document.require_all_used());
  document.count_reads_of(copy);
  CHECK_NOTHROW(document.require_all_used());
  CHECK(document.resolved() == copy.resolved());
}

TEST_CASE("set_value takes a list too", "[config]") {
  ConfigDocument document = parse_study("");
  const config::Value list = config::to_value(std::vector<std::int64_t>{1, 2});
  document.set_value("a.list", list, "study.toml:3");
  CHECK(document.root().table("a", "").integers("list", {}, Bounds::any(), "") ==
        std::vector<std::int64_t>{1, 2});
}

TEST_CASE("a document takes the values of another and keeps what was read", "[config]") {
  ConfigDocument original = parse_study("x = 1");
  ConfigDocument copy = original;
  copy.set_value("x", 2);
  copy.set_value("t.y", 3);
  CHECK(copy.root().integer("x", 0, Bounds::any(), "") == 2);
  copy.take_values_of(original);
  CHECK(copy.root().integer("x", 0, Bounds::any(), "") == 1);
  CHECK_FALSE(copy.has("t"));
  CHECK(copy.count_of_reads() == 1);
}

TEST_CASE("a key of some points only is resolved to what the document itself says", "[config]") {
  ConfigDocument document = parse_study("[own]\nx = 1\n[named.a]\nx = 1\n");
  ConfigDocument copy = document;
  for (const char* key : {"own.x", "own.y", "named.b.x"}) copy.set_value(key, 7);
  for (const char* key : {"x", "y"}) {
    copy.root().table("own", "").integer(key, 5, Bounds::any(), "");
  }
  for (const NamedSection& each : copy.root().named_tables("named", "")) {
    each.section.integer("x", 5, Bounds::any(), "");
    each.section.integer("z", 5, Bounds::any(), "");
  }
  document.count_reads_of(copy);
  for (const char* key : {"own.x", "own.y", "named.b.x"}) document.record_own_value(key);
  CHECK(document.resolved() == "[own]\nx = 1\n\n[named.a]\nx = 1\nz = 5\n");
}
