#include "experiments/text/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/text/parse_study.hpp"

using namespace bacelab;

namespace {

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
             Catch::Matchers::StartsWith("study.toml:2: unknown key 'network.z'"));
  CHECK_THAT(unused_message(parse_study("[b.c]\nx = 1\n[a]\nx = 1\n")),
             Catch::Matchers::StartsWith("study.toml:1: unknown key 'b'"));
}

TEST_CASE("overrides come after the file, in their order", "[config]") {
  ConfigDocument document = parse_study("");
  document.set("zz=1");
  document.set_value("aa", 1);
  CHECK_THAT(unused_message(document),
             Catch::Matchers::StartsWith("--set zz=1: unknown key 'zz'; allowed here: "));
  ConfigDocument with_file = parse_study("[network]\nyy = 1");
  with_file.set("zz=1");
  CHECK_THAT(unused_message(with_file), Catch::Matchers::StartsWith("study.toml:2: "));
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
