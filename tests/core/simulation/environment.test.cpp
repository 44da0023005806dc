#include "core/simulation/environment.hpp"

#include <catch2/catch.hpp>
#include <tuple>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using namespace testing;
using Change = std::tuple<Quantity, std::uint32_t, double>;

std::vector<Change> advance(Environment& environment, double limit) {
  environment.advance(limit);
  std::vector<Change> result;
  for (const EnvironmentChange& change : environment.changes()) {
    result.emplace_back(change.quantity, change.owner, change.value);
  }
  return result;
}

using Changes = std::vector<Change>;

}  // namespace

TEST_CASE("breakpoints come in order of time, the first values at 0") {
  World world;
  world.model(one_stage_template());
  world.region(1, steps({{0.0, 1.0}, {5.0, 2.0}, {9.0, 3.0}}));
  world.region(1, 4.0).capacity(steps({{0.0, 1.0}, {7.0, 0.0}}));
  world.link(0, 1, steps({{0.0, 8.0}, {5.0, 8.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario);
  CHECK(environment.next_time() == 0.0);
  CHECK(advance(environment, 0.0) == Changes{{Quantity::price_seen, 0, 1.0},
                                             {Quantity::price_seen, 1, 4.0},
                                             {Quantity::capacity, 1, 1.0},
                                             {Quantity::bandwidth, 0, 8.0}});
  CHECK(environment.next_time() == 5.0);
  // Also where the value stays the same.
  CHECK(advance(environment, 5.0) ==
        Changes{{Quantity::price_seen, 0, 2.0}, {Quantity::bandwidth, 0, 8.0}});
  CHECK(environment.next_time() == 7.0);
  CHECK(advance(environment, 8.0) == Changes{{Quantity::capacity, 1, 0.0}});
  CHECK(advance(environment, 100.0) == Changes{{Quantity::price_seen, 0, 3.0}});
  CHECK(environment.next_time() == CohortHeap::never);
  CHECK(advance(environment, 1000.0).empty());
}

TEST_CASE("observed series are kept beside the true ones") {
  World world;
  world.model(one_stage_template()).region(1, 1.0).observed_price(steps({{0.0, 5.0}, {3.0, 6.0}}));
  world.region(1, 2.0).link(0, 1, steps({{0.0, 8.0}, {4.0, 9.0}})).observed_bandwidth(Series(7.0));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario);
  CHECK(advance(environment, 0.0) == Changes{{Quantity::price_seen, 0, 5.0},
                                             {Quantity::price_true, 0, 1.0},
                                             {Quantity::price_seen, 1, 2.0},
                                             {Quantity::bandwidth_true, 0, 8.0},
                                             {Quantity::bandwidth_seen, 0, 7.0}});
  CHECK(advance(environment, 3.0) == Changes{{Quantity::price_seen, 0, 6.0}});
  CHECK(advance(environment, 4.0) == Changes{{Quantity::bandwidth_true, 0, 9.0}});
}

TEST_CASE("several breakpoints of one series up to the limit come one after the other") {
  World world;
  world.model(one_stage_template()).region(1, steps({{0.0, 1.0}, {1.0, 2.0}, {2.0, 3.0}}));
  const Scenario scenario = world.build();
  Environment environment;
  environment.reset(scenario);
  CHECK(advance(environment, 2.0).size() == 3);
  CHECK(environment.changes().back().value == 3.0);
  environment.reset(scenario);
  CHECK(environment.next_time() == 0.0);
  CHECK(environment.changes().empty());
}

}  // namespace bacelab
