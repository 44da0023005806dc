#include "core/simulation/environment.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;
using RegionChanges = std::vector<Timeline::RegionChange>;
using LinkChanges = std::vector<Timeline::LinkChange>;

RegionChanges list(std::span<const Timeline::RegionChange> changes) {
  return {changes.begin(), changes.end()};
}

void check(const Environment::NewOfLinks& values, const std::vector<double>& row,
           const LinkChanges& changes) {
  CHECK(std::vector(values.row.begin(), values.row.end()) == row);
  CHECK(LinkChanges(values.changes.begin(), values.changes.end()) == changes);
}

}  // namespace

TEST_CASE("an environment moves on by breakpoints and hands out what has changed") {
  World world;
  world.model(one_stage_template());
  world.region(2, steps({{0.0, 1.0}, {5.0, 2.0}, {9.0, 3.0}}));
  world.region(2, 4.0).capacity(steps({{0.0, 2.0}, {7.0, 0.0}}));
  world.link(0, 1, steps({{0.0, 8.0}, {5.0, 6.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  for (int run = 0; run < 2; ++run) {
    environment.reset(scenario.cluster);
    CHECK(environment.next_time() == 0.0);
    environment.advance(0.0);
    CHECK(list(environment.new_prices_seen()) == RegionChanges{{region(0), 1.0}, {region(1), 4.0}});
    CHECK(list(environment.new_capacities()) == RegionChanges{{region(1), 2.0}});
    check(environment.new_bandwidths(), {8.0}, {});
    CHECK(environment.total_bandwidth() == 8.0);
    CHECK(environment.next_time() == 5.0);
    environment.advance(6.0);
    CHECK(list(environment.new_prices_seen()) == RegionChanges{{region(0), 2.0}});
    CHECK(environment.new_prices_seen().empty());
    CHECK(environment.new_capacities().empty());
    check(environment.new_bandwidths(), {6.0}, {});
    check(environment.new_bandwidths(), {}, {});
    CHECK(environment.total_bandwidth() == 6.0);
    CHECK(environment.next_time() == 7.0);
    environment.advance(7.0);
    CHECK(list(environment.new_capacities()) == RegionChanges{{region(1), 0.0}});
    environment.advance(100.0);
    CHECK(list(environment.new_prices_seen()) == RegionChanges{{region(0), 3.0}});
    CHECK(environment.next_time() == Timeline::never);
  }
}

TEST_CASE("whoever has not asked for long gets the last row of all links and what came after it") {
  World world;
  world.model(one_stage_template()).region(1, 1.0).region(1, 1.0).region(1, 1.0);
  world.link(0, 1, steps({{0.0, 1.0}, {1.0, 2.0}, {2.0, 3.0}, {4.0, 4.0}}));
  world.link(1, 2, steps({{0.0, 5.0}, {1.0, 6.0}, {2.0, 7.0}, {3.0, 8.0}, {5.0, 9.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario.cluster);
  environment.advance(4.5);
  check(environment.new_bandwidths(), {3.0, 7.0}, {{link(1), 8.0}, {link(0), 4.0}});
  environment.advance(9.0);
  check(environment.new_bandwidths(), {}, {{link(1), 9.0}});
}

TEST_CASE("what changed before the last row of all links is not handed out after it") {
  World world;
  world.model(one_stage_template()).region(1, 1.0).region(1, 1.0).region(1, 1.0);
  world.link(0, 1, steps({{0.0, 1.0}, {1.0, 2.0}, {2.0, 3.0}}));
  world.link(1, 2, steps({{0.0, 5.0}, {2.0, 6.0}, {3.0, 7.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario.cluster);
  environment.advance(3.5);
  check(environment.new_bandwidths(), {3.0, 6.0}, {{link(1), 7.0}});
  environment.reset(scenario.cluster);
  environment.advance(1.5);
  check(environment.new_bandwidths(), {1.0, 5.0}, {{link(0), 2.0}});
  environment.advance(2.5);
  check(environment.new_bandwidths(), {3.0, 6.0}, {});
}

TEST_CASE("observed series are kept beside the true ones") {
  World world;
  world.model(one_stage_template()).region(1, 1.0).observed_price(steps({{0.0, 5.0}, {3.0, 6.0}}));
  world.region(1, 2.0).region(1, 2.0);
  world.link(0, 1, steps({{0.0, 8.0}, {4.0, 9.0}})).observed_bandwidth(Series(7.0));
  world.link(1, 2, 3.0);
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario.cluster);
  environment.advance(4.0);
  CHECK(list(environment.new_prices_seen()) ==
        RegionChanges{{region(0), 5.0}, {region(1), 2.0}, {region(2), 2.0}, {region(0), 6.0}});
  check(environment.new_bandwidths(), {8.0, 3.0}, {{link(0), 9.0}});
  check(environment.new_bandwidths_seen(), {7.0, 3.0}, {});
  CHECK(environment.total_bandwidth() == 12.0);
  CHECK(environment.total_bandwidth_seen() == 10.0);
}

}  // namespace bacelab
