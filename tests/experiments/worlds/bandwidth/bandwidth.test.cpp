#include "experiments/worlds/bandwidth/bandwidth.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/text/document.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/study_directory.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

double gbps(const Scenario& world, std::size_t link) {
  return world.cluster.links()[LinkIndex(link)].bandwidth.at(0.0) / 1e9;
}

const char* const three_regions =
    "[jobs]\ntemplates = [\"qwen2.5-14b\"]\n[regions]\nnames = [\"A\", \"B\", \"C\"]\n";

}  // namespace

TEST_CASE("access mean: a link has the mean of its two ends", "[worlds]") {
  const Study study = study_of(std::string(three_regions) +
                               "[region.A]\naccess_gbps = 10\n[region.B]\naccess_gbps = 30\n"
                               "[region.C]\naccess_gbps = 80\n");
  const Scenario world = world_of(study).scenario;
  CHECK(gbps(world, 0) == Approx(20.0).epsilon(1e-15));
  CHECK(gbps(world, 1) == Approx(45.0).epsilon(1e-15));
  CHECK(gbps(world, 2) == Approx(55.0).epsilon(1e-15));
}

TEST_CASE("access mean: the access can be the internal bandwidth of a region too", "[worlds]") {
  const Study study = study_of(
      "[jobs]\ntemplates = [\"qwen2.5-14b\"]\n[regions]\nnames = [\"A\", \"B\", \"C\"]\n"
      "internal = \"access\"\n[region.B]\ninternal_gbps = 7\n[network]\nscale = 0.5\n");
  const Scenario world = world_of(study).scenario;
  const auto internal = [&](std::size_t region) {
    return world.cluster.regions()[RegionIndex(region)].internal_bit_per_s / 1e9;
  };
  CHECK(internal(1) == 7.0);
  // A link has the mean of both, times the scale, which leaves internal bandwidths alone.
  CHECK(gbps(world, 1) == Approx(0.5 * 0.5 * (internal(0) + internal(2))).epsilon(1e-15));
}

TEST_CASE("access mean: access is drawn uniformly from its range", "[worlds][statistics]") {
  // From three links the access of A follows: AB + AC - BC.
  const Study study = study_of(std::string(three_regions) +
                               "[network]\naccess_gbps_low = 20\naccess_gbps_high = 60\n");
  const auto access = over_worlds(study, 4000, [](const Scenario& world) {
    return gbps(world, 0) + gbps(world, 1) - gbps(world, 2);
  });
  for (const double a : access) REQUIRE((a > 20.0 - 1e-9 && a < 60.0 + 1e-9));
  CHECK(kolmogorov_smirnov(access, [](double a) { return uniform_cdf((a - 20.0) / 40.0); }) <
        kolmogorov_limit);
}

TEST_CASE("access mean: a given access is never drawn", "[worlds]") {
  const Study study = study_of(std::string(three_regions) + "[region.A]\naccess_gbps = 7\n");
  for (std::size_t replication = 0; replication < 20; ++replication) {
    const Scenario world = world_of(study, replication).scenario;
    CHECK(gbps(world, 0) + gbps(world, 1) - gbps(world, 2) == Approx(7.0));
  }
}

TEST_CASE("access mean: two regions are drawn independently", "[worlds][statistics]") {
  const Study study = study_of(three_regions);
  std::vector<double> a;
  std::vector<double> b;
  constexpr std::size_t worlds = 4000;
  for (std::size_t replication = 0; replication < worlds; ++replication) {
    const Scenario world = world_of(study, replication).scenario;
    a.push_back(gbps(world, 0) + gbps(world, 1) - gbps(world, 2));
    b.push_back(gbps(world, 0) + gbps(world, 2) - gbps(world, 1));
  }
  CHECK(std::abs(correlation(a, b, 62.5, 75.0 / std::sqrt(12.0))) < correlation_limit(worlds));
}

TEST_CASE("access mean: a scale multiplies every link", "[worlds]") {
  const Study one = study_of(three_regions);
  const Study three = study_of(std::string(three_regions) + "[network]\nscale = 0.25\n");
  CHECK(gbps(world_of(three).scenario, 1) == 0.25 * gbps(world_of(one).scenario, 1));
}

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

TEST_CASE("every bandwidth base gives each link a bandwidth, the same again", "[worlds]") {
  const StudyDirectory directory;
  directory.write("links.csv", "a,b,gbit_per_s,rtt_ms\nA,B,1,30\nA,C,2,40\nB,C,3,50\n");
  const auto root = ConfigDocument::parse(
                        "[network]\nlink_gbps = 2\nfile = \"links.csv\"\n[network.gbps]\n"
                        "A = [0, 1, 2]\nB = [1, 0, 3]\nC = [2, 3, 0]\n",
                        directory.path())
                        .root();
  const std::vector<std::string> names = {"A", "B", "C"};
  std::vector<RegionModel> regions;
  std::vector<ConfigSection> sections;
  for (const std::string& name : names) {
    regions.emplace_back().name = name;
    sections.push_back(root.table("region", "").table(name, ""));
  }
  const ConfigSection network = root.table("network", "The links");
  const GivenLinks given = GivenLinks::read(network, names);
  const std::vector<LinkEnds> links = {{RegionIndex(0), RegionIndex(1)},
                                       {RegionIndex(0), RegionIndex(2)},
                                       {RegionIndex(1), RegionIndex(2)}};
  for (const BandwidthInfo& info : bandwidth_bases()) {
    CAPTURE(info.name);
    const auto base = info.make({network, sections, &given});
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
      const WorldId world = {1, replication, 0, 0};
      const std::vector<double> bit_per_s = base->bit_per_s(world, regions, links);
      REQUIRE(bit_per_s.size() == links.size());
      for (const double bandwidth : bit_per_s) {
        CHECK(bandwidth > 0.0);
        CHECK(std::isfinite(bandwidth));
      }
      CHECK(base->bit_per_s(world, regions, links) == bit_per_s);
    }
    for (const LinkEnds& ends : links) CHECK(base->has_link(ends));
  }
}

}  // namespace bacelab
