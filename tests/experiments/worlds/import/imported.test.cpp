#include "experiments/worlds/import/imported.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

std::string message(const Texts& texts, std::size_t least = 1) {
  return message_of(
      [&] { RegionKeys::parse("--region", texts, least).require_distinct_keys("--region"); });
}

}  // namespace

TEST_CASE("region keys: names and what a file calls them", "[import]") {
  const RegionKeys regions =
      RegionKeys::parse("--region", Texts{"Ireland=aws:eu-west-1", "US East=a=b"}, 2);
  CHECK(regions.size() == 2);
  CHECK(regions.name(1) == "US East");
  CHECK(regions.key(1) == "a=b");
  CHECK(regions.find("aws:eu-west-1") == 0);
  CHECK_FALSE(regions.find("Ireland").has_value());
}

TEST_CASE("region keys: anything else is refused", "[import]") {
  CHECK(message({"A=b"}).empty());
  for (const char* bad : {"A", "A=", "=b", ""}) {
    CHECK(message({bad}) ==
          "--region " + std::string(bad) + ": must be NAME=KEY, such as Ireland=aws:eu-west-1");
  }
  CHECK(message({"A=b", "A=c"}) == "--region A=c: the region 'A' is given twice");
  CHECK(message({"A=b"}, 2) == "--region: at least 2 regions are needed");
  CHECK(message({"A=b", "C=b"}) ==
        "--region: the regions 'A' and 'C' are both b; allowed: one key per region");
}

}  // namespace bacelab
