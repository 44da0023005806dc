#include "core/cluster/cluster.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {

TEST_CASE("a cluster knows its GPUs and who is linked to whom") {
  testing::World world;
  world.model(testing::one_stage_template()).region(3, 1.0).region(4, 1.0).region(5, 1.0);
  world.link(2, 0, 8.0);
  const Scenario scenario = world.build();
  CHECK(scenario.cluster.total_gpus() == 12);
  CHECK(scenario.cluster.topology().link_between(RegionIndex(0), RegionIndex(2)) == LinkIndex(0));
  CHECK_FALSE(scenario.cluster.topology().link_between(RegionIndex(0), RegionIndex(1)));
}

TEST_CASE("a cluster knows whether its regions differ and power varies, and its largest region") {
  const auto two_regions = [](const auto& change) {
    testing::World world;
    world.model(testing::one_stage_template()).region(3, 1.0).region(5, 2.0);
    change(world);
    return world.build().cluster;
  };
  const Cluster plain = two_regions([](testing::World&) {});
  CHECK(plain.largest_region_gpus() == 5);
  CHECK_FALSE(plain.regions_differ());
  CHECK_FALSE(plain.power_varies());
  const Cluster idle = two_regions([](testing::World& world) { world.idle_power(0.5); });
  CHECK(idle.power_varies());
  CHECK_FALSE(idle.regions_differ());
  CHECK(two_regions([](testing::World& world) { world.internal(8.0); }).regions_differ());
  std::vector<Region> regions;
  for (const double speed : {1.0, 2.0}) {
    GpuType gpu = testing::unit_gpu();
    gpu.peak_flops *= speed;
    regions.push_back({"region", 1, gpu, 1.0, Series(1.0), std::nullopt, std::nullopt});
  }
  CHECK(Cluster(Table<RegionIndex, Region>(std::move(regions)), {}).regions_differ());
}

TEST_CASE("the scheduler sees the true series unless it is given another") {
  testing::World world;
  world.model(testing::one_stage_template()).region(1, 1.0).region(1, 2.0);
  world.observed_price(Series(9.0)).link(0, 1, 8.0);
  const Scenario plain = world.build();
  CHECK(plain.cluster.regions()[RegionIndex(0)].price_seen().at(0.0) == 1.0);
  CHECK(plain.cluster.regions()[RegionIndex(1)].price_seen().at(0.0) == 9.0);
  CHECK(plain.cluster.links()[LinkIndex(0)].bandwidth_seen().at(0.0) == 8.0);
}

TEST_CASE("an empty cluster is a cluster") { CHECK(Cluster().total_gpus() == 0); }

using testing::region;

TEST_CASE("neighbours stand by ascending region, whatever the order of the links") {
  const std::vector<LinkEnds> ends = {
      {region(2), region(3)}, {region(2), region(0)}, {region(1), region(2)}};
  const Topology topology(5, ends);
  CHECK(topology.regions() == 5);
  CHECK(topology.links() == 3);
  const auto near = topology.neighbours(region(2));
  REQUIRE(near.size() == 3);
  CHECK(near[0].region == region(0));
  CHECK(near[0].link == LinkIndex(1));
  CHECK(near[1].region == region(1));
  CHECK(near[1].link == LinkIndex(2));
  CHECK(near[2].region == region(3));
  CHECK(near[2].link == LinkIndex(0));
  CHECK(topology.neighbours(region(4)).empty());
  CHECK(topology.ends(LinkIndex(1)).a == region(2));
}

TEST_CASE("a link knows its place among the neighbours of both of its ends") {
  const std::vector<LinkEnds> ends = {
      {region(2), region(3)}, {region(2), region(0)}, {region(1), region(2)}};
  const Topology topology(5, ends);
  std::vector<LinkIndex> of_place(2 * ends.size(), LinkIndex(99));
  for (LinkIndex link; link.value() < ends.size(); ++link) {
    of_place[topology.places(link).at_a] = link;
    of_place[topology.places(link).at_b] = link;
  }
  for (RegionIndex at; at.value() < 5; ++at) {
    const auto near = topology.neighbours(at);
    const auto row = topology.row(std::span<const LinkIndex>(of_place), at);
    REQUIRE(row.size() == near.size());
    for (std::size_t i = 0; i < near.size(); ++i) CHECK(row[i] == near[i].link);
  }
  CHECK(topology.places(LinkIndex(1)).at_b == 0);  // region 0's only neighbour
}

TEST_CASE("a link is found from both of its ends") {
  const std::vector<LinkEnds> ends = {{region(0), region(1)}, {region(2), region(1)}};
  const Topology topology(3, ends);
  CHECK(topology.link_between(region(0), region(1)) == LinkIndex(0));
  CHECK(topology.link_between(region(1), region(0)) == LinkIndex(0));
  CHECK(topology.link_between(region(1), region(2)) == LinkIndex(1));
  CHECK_FALSE(topology.link_between(region(0), region(2)));
  CHECK_FALSE(topology.link_between(region(0), region(0)));
}

TEST_CASE("a topology may have one region, or none") {
  CHECK(Topology(1, {}).neighbours(region(0)).empty());
  CHECK(Topology(0, {}).regions() == 0);
  CHECK(Topology().regions() == 0);
}

}  // namespace bacelab
