#include "experiments/text/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

namespace {

/// The text that `--set x=VALUE` gives.
std::string text_set_to(const std::string& value) {
  ConfigDocument document = parse_study("");
  document.set("x=" + value);
  return document.root().required_text("x", "");
}

std::string set_message(const std::string& assignment) {
  return message_of([&] { parse_study("[a]\nb = 1\n").set(assignment); });
}

}  // namespace

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
