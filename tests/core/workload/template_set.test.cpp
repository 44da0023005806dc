#include "core/workload/template_set.hpp"

#include <catch2/catch.hpp>

#include "tests/support/unit_world.hpp"

namespace bacelab {

TEST_CASE("a template set has a plan for each template that fits") {
  const TemplateSet set({testing::unit_template(4, 5), testing::unit_template(4, 5, 5)},
                        testing::unit_gpu(), {Schedule::gpipe, 0});
  REQUIRE(set.templates().size() == 2);
  CHECK(set[TemplateIndex(1)].layers == 4);
  REQUIRE(set.plan(TemplateIndex(0)));
  CHECK(set.plan(TemplateIndex(0))->best().demand_bit_per_s == 32.0);
  CHECK_FALSE(set.plan(TemplateIndex(1)));
}

TEST_CASE("a template set may be empty") {
  CHECK(TemplateSet({}, testing::unit_gpu(), {}).templates().empty());
}

}  // namespace bacelab
