#include "core/simulation/environment.hpp"

#include <catch2/catch.hpp>

#include "tests/support/unit_world.hpp"

namespace bacelab {

using namespace testing;

TEST_CASE("an environment moves on by breakpoints and has the present values") {
  World world;
  world.model(one_stage_template());
  world.region(2, steps({{0.0, 1.0}, {5.0, 2.0}, {9.0, 3.0}}));
  world.region(2, 4.0).capacity(steps({{0.0, 2.0}, {7.0, 0.0}}));
  world.link(0, 1, steps({{0.0, 8.0}, {5.0, 6.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario.cluster);
  CHECK(environment.next_time() == 0.0);
  CHECK(environment.advance(0.0));
  CHECK(environment.price_seen(region(0)) == 1.0);
  CHECK(environment.price_seen(region(1)) == 4.0);
  CHECK(environment.capacity(region(1)) == 2.0);
  CHECK(environment.bandwidth(link(0)) == 8.0);
  CHECK(environment.total_bandwidth() == 8.0);
  CHECK(environment.next_time() == 5.0);
  CHECK_FALSE(environment.advance(6.0));
  CHECK(environment.price_seen(region(0)) == 2.0);
  CHECK(environment.bandwidth(link(0)) == 6.0);
  CHECK(environment.total_bandwidth() == 6.0);
  CHECK(environment.next_time() == 7.0);
  CHECK(environment.advance(7.0));
  CHECK(environment.capacity(region(1)) == 0.0);
  CHECK_FALSE(environment.advance(100.0));
  CHECK(environment.price_seen(region(0)) == 3.0);
  CHECK(environment.next_time() == Timeline::never);
  environment.reset(scenario.cluster);
  CHECK(environment.advance(0.0));
  CHECK(environment.price_seen(region(0)) == 1.0);
}

TEST_CASE("a value is right whenever it is asked for, after any number of breakpoints") {
  World world;
  world.model(one_stage_template());
  world.region(1, steps({{0.0, 1.0}, {1.0, 2.0}, {2.0, 3.0}, {3.0, 4.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario.cluster);
  environment.advance(2.5);
  CHECK(environment.price_seen(region(0)) == 3.0);
  CHECK(environment.next_time() == 3.0);
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
  CHECK(environment.price_seen(region(0)) == 6.0);
  CHECK(environment.bandwidth(link(0)) == 9.0);
  CHECK(environment.bandwidth_seen(link(0)) == 7.0);
  CHECK(environment.bandwidth_seen(link(1)) == 3.0);
  CHECK(environment.total_bandwidth() == 12.0);
  CHECK(environment.total_bandwidth_seen() == 10.0);
  CHECK(environment.moving_prices() == std::vector{region(0)});
  CHECK(environment.moving_links().empty());
}

}  // namespace bacelab
