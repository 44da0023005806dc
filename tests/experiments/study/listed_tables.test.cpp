#include "experiments/study/listed_tables.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string unlisted_error(const std::string& text) {
  const ConfigSection root = ConfigDocument::parse(text, "study.toml").root();
  return message_of([&] {
    require_listed(root, {"region", "Regions", "there is no such region", "regions.names"},
                   {"Ireland", "Tokyo"});
  });
}

}  // namespace

TEST_CASE("listed tables: those of the list, all or some or none", "[study]") {
  CHECK(unlisted_error("").empty());
  CHECK(unlisted_error("[region.Tokyo]\n").empty());
  CHECK(unlisted_error("[region.Tokyo]\n[region.Ireland]\n").empty());
}

TEST_CASE("listed tables: any other one is refused with its place", "[study]") {
  CHECK(unlisted_error("[region.Tokyo]\n[region.Tokio]\n") ==
        "study.toml:2: region.Tokio: there is no such region (did you mean 'Tokyo'?); allowed: a "
        "name in regions.names");
  CHECK(unlisted_error("[region.Mars]\n") ==
        "study.toml:1: region.Mars: there is no such region; allowed: a name in regions.names");
}

}  // namespace bacelab
