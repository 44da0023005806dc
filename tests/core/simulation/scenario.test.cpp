#include "core/simulation/scenario.hpp"

#include <catch2/catch.hpp>

#include "tests/support/unit_world.hpp"

namespace bacelab {

TEST_CASE("a template that can never run is named with its reason") {
  testing::World world;
  world.model(testing::unit_template(4, 5)).model(testing::unit_template(4, 5, 5));
  world.model(testing::unit_template(4, 5, 4)).model(testing::unit_template(4, 5, 3));
  world.region(2, 1.0).region(1, 1.0);
  const Scenario scenario = world.build();
  CHECK_FALSE(why_never_runs(scenario, TemplateIndex(0)));
  CHECK(why_never_runs(scenario, TemplateIndex(1)) ==
        "no allowed number of stages fits into the GPU's memory");
  CHECK(why_never_runs(scenario, TemplateIndex(2)) ==
        "it needs at least 4 GPUs and the cluster has 3");
  CHECK(why_never_runs(scenario, TemplateIndex(3)));  // K = 1, 2, 4: 4 again
}

TEST_CASE("the fewest stages may be as many as the GPUs of the cluster") {
  testing::World world;
  world.model(testing::unit_template(4, 5, 4)).region(2, 1.0).region(2, 1.0);
  CHECK_FALSE(why_never_runs(world.build(), TemplateIndex(0)));
}

}  // namespace bacelab
