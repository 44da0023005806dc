#include "experiments/text/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;

namespace {

/// Reads a small study with keys of every kind.
void read_all(ConfigDocument& document) {
  const ConfigSection root = document.root();
  root.table("network", "The network")
      .number("access_gbps", 10, Bounds::positive().in("Gbit/s"), "Bandwidth of a region");
  root.required_integer("seed", Bounds::non_negative(), "Key of all random streams");
  root.text("title", "a \"title\"\n", "For the reader");
  root.optional_number("max_hours", Bounds::positive().in("h"), "Stop after");
  root.choices("policies_run", {"bace", "sjf"}, {"bace", "sjf", "lcf"}, "What is compared");
  root.texts("tags", {}, "Free words");
  for (const NamedSection& policy : root.named_tables("policies", "Own policies"))
    policy.section.boolean("strict", true, "Wait for all");
}

std::string resolved(const std::string& text) {
  ConfigDocument document = parse_study(text);
  read_all(document);
  return document.resolved();
}

}  // namespace

TEST_CASE("the resolved study holds all values with defaults filled in", "[config]") {
  CHECK(resolved("seed = 3\n[policies.\"my own\"]\n[policies.b]\nstrict = false\n") ==
        "seed = 3\n"
        "title = \"a \\\"title\\\"\\n\"\n"
        "policies_run = [\"bace\", \"sjf\"]\n"
        "\n[network]\naccess_gbps = 10.0\n"
        "\n[policies.\"my own\"]\nstrict = true\n"
        "\n[policies.b]\nstrict = false\n");
}

TEST_CASE("the resolved study is there key by key as well, in the same order", "[config]") {
  ConfigDocument document = parse_study("seed = 3\n[policies.\"my own\"]\n[policies.b]\n");
  document.root().integer("seed", 1, Bounds::any(), "");
  document.root().table("network", "").number("access_gbps", 10, Bounds::any(), "");
  document.root().text("title", "[a] b = c", "");
  for (const NamedSection& policy : document.root().named_tables("policies", "")) {
    if (policy.name == "b") policy.section.boolean("strict", true, "");
  }
  CHECK(document.values() == std::vector<ConfigValue>{{"seed", "3"},
                                                      {"title", "\"[a] b = c\""},
                                                      {"network.access_gbps", "10.0"},
                                                      {"policies.\"my own\"", "{}"},
                                                      {"policies.b.strict", "true"}});
}

TEST_CASE("the resolved study resolves to itself", "[config]") {
  const std::string text =
      resolved("max_hours = 0.1\ntags = [\"\\u0007\"]\nseed = 3\n[policies.x]\n");
  CHECK(resolved(text) == text);
}

TEST_CASE("the resolved study holds overridden values", "[config]") {
  ConfigDocument document = parse_study("x = 1\n");
  document.set("x=2");
  document.root().integer("x", 0, Bounds::any(), "");
  CHECK(document.resolved() == "x = 2\n");
}

TEST_CASE("a key that was read twice is listed once, as last read", "[config]") {
  ConfigDocument document = parse_study("");
  document.root().integer("x", 1, Bounds::any(), "");
  document.root().integer("x", 2, Bounds::any(), "");
  CHECK(document.resolved() == "x = 2\n");
  CHECK(document.options().size() == 1);
}

TEST_CASE("options tell all there is to say about each key", "[config]") {
  ConfigDocument document = parse_study("seed = 1");
  read_all(document);
  const std::vector<ConfigOption> options = document.options();
  REQUIRE(options.size() == 8);
  CHECK(options[0].path == "network");
  CHECK(options[0].type == "table");
  const ConfigOption& access = options[1];
  CHECK(access.path == "network.access_gbps");
  CHECK(access.type == "number");
  CHECK(access.fallback == "10.0");
  CHECK(access.allowed == "a number > 0");
  CHECK(access.unit == "Gbit/s");
  CHECK(access.documentation == "Bandwidth of a region");
  CHECK(options[2].fallback == "required");
  CHECK(options[2].unit == std::nullopt);
  CHECK(options[4].fallback == "none");
  CHECK(options[5].type == "list of choices");
  CHECK(options[5].fallback == "[\"bace\", \"sjf\"]");
  CHECK(options[5].allowed == "a list, each element one of bace, sjf, lcf");
  CHECK(options[6].fallback == "none");
  CHECK(options[7].type == "named tables");
}
