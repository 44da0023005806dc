#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;

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

TEST_CASE("a section outlives its document", "[config]") {
  ConfigSection root = parse_study("x = 1").root();
  CHECK(root.integer("x", 0, Bounds::any(), "") == 1);
}
