#include "core/cluster/cluster.hpp"

#include <catch2/catch.hpp>

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

}  // namespace bacelab
