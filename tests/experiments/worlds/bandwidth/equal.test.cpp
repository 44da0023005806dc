#include "experiments/worlds/bandwidth/equal.hpp"

#include <catch2/catch.hpp>

#include "experiments/config/document.hpp"
#include "tests/experiments/config/messages.hpp"

namespace bacelab {
namespace {

std::shared_ptr<const BandwidthBase> make(const char* keys) {
  return EqualBandwidth::make({ConfigDocument::parse(keys, "study.toml").root(), {}});
}

}  // namespace

TEST_CASE("equal bandwidth: link_gbps on every link", "[worlds]") {
  const std::vector<LinkEnds> links(3);
  CHECK(make("link_gbps = 2.5")->bit_per_s({}, {}, links) == std::vector<double>(3, 2.5e9));
  CHECK(make("link_gbps = 0")->bit_per_s({}, {}, links) == std::vector<double>(3, 0.0));
}

TEST_CASE("equal bandwidth: link_gbps has no default", "[worlds]") {
  CHECK_THAT(message_of([] { make(""); }), Catch::Contains("link_gbps: is missing"));
}

}  // namespace bacelab
