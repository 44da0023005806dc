#include "core/scheduling/policies/policy.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "core/errors.hpp"
#include "core/scheduling/path_finders/bandwidth_aware.hpp"
#include "tests/support/finding.hpp"
#include "tests/support/policies.hpp"

namespace bacelab {

TEST_CASE("the named policies are those of MODEL.md section 7") {
  using Row = std::tuple<std::string, std::string, bool, std::string, std::string>;
  const std::vector<Row> expected = {
      {"bace", "bace", false, "bace", "cheapest_first"},
      {"lcf", "fcfs", true, "single_cheapest", ""},
      {"ldf", "fcfs", true, "single_most_free", ""},
      {"cr_lcf", "fcfs", true, "cross_cheapest", "path_order"},
      {"cr_ldf", "fcfs", true, "cross_greedy", "path_order"},
      {"bace_no_priority", "fcfs", true, "bace", "cheapest_first"},
      {"bace_no_pathfinder", "bace", false, "cross_greedy", "cheapest_first"},
      {"bace_no_costmin", "bace", false, "bace", "path_order"},
      {"bace_exhaustive", "bace", false, "exhaustive", "cheapest_first"},
      {"bace_total", "bace", false, "bace", "cheapest_total"},
      {"bace_local", "bace", false, "local_first", "cheapest_total"},
      {"bace_frugal", "bace", false, "local_first", "cheapest_total"},
  };
  for (const auto& [name, ordering, blocking, path_finder, allocator] : expected) {
    const PolicySpec& spec = named_policies().at(name, "policy");
    CHECK(spec.ordering == ordering);
    CHECK(spec.blocking == blocking);
    CHECK(spec.path_finder == path_finder);
    if (!allocator.empty()) CHECK(spec.allocator == allocator);
  }
}

TEST_CASE("every named policy can be made, and has its parameters' defaults") {
  for (const PolicySpec& spec : named_policies()) {
    CAPTURE(spec.name);
    const Policy policy = make_policy(spec);
    CHECK(policy.ordering);
    CHECK(policy.blocking == spec.blocking);
    CHECK(policy.path_finder);
    CHECK(policy.allocator);
    CHECK(spec.parameters.empty() == (spec.name != "bace_frugal"));
  }
}

TEST_CASE("a part that doesn't exist is refused by name") {
  PolicySpec spec = testing::named_policy("bace");
  spec.ordering = "bcae";
  CHECK_THROWS_WITH(make_policy(spec),
                    Catch::Contains("no ordering 'bcae' (did you mean 'bace'?)"));
  spec = testing::named_policy("bace");
  spec.path_finder = "x";
  CHECK_THROWS_AS(make_policy(spec), InputError);
  spec = testing::named_policy("bace");
  spec.allocator = "x";
  CHECK_THROWS_AS(make_policy(spec), InputError);
}

TEST_CASE("a policy lists the parameters of its parts and its largest cluster") {
  const auto of_lcf = parameters_of(testing::named_policy("lcf"));
  REQUIRE(of_lcf.size() == 1);
  CHECK(of_lcf[0].fallback == 0.0);
  const auto all = parameters_of(testing::named_policy("bace_exhaustive"));
  REQUIRE(all.size() == 1);
  CHECK(all[0].name == "min_stage_fraction");
  CHECK(all[0].fallback == 0.5);
  const auto of_frugal = parameters_of(testing::named_policy("bace_frugal"));
  REQUIRE(of_frugal.size() == 3);
  CHECK(of_frugal[2].name == "max_stage_fraction");
  CHECK(of_frugal[2].fallback == 0.5);
  CHECK(max_regions_of(testing::named_policy("bace")) == 0);
  CHECK(max_regions_of(testing::named_policy("bace_exhaustive")) == Exhaustive::max_regions);
}

TEST_CASE("a policy looks at what any of its parts looks at") {
  using Row = std::tuple<std::string, bool, bool>;  // name, at prices, at links
  for (const auto& [name, at_prices, at_links] :
       {Row("bace", true, true), Row("bace_total", true, true), Row("lcf", true, false),
        Row("ldf", false, false), Row("cr_lcf", true, true), Row("cr_ldf", false, true),
        Row("bace_no_pathfinder", true, true), Row("bace_no_costmin", false, true),
        Row("bace_local", true, true)}) {
    const Looks looks = looks_of(make_policy(testing::named_policy(name)));
    CHECK(std::tuple(name, looks.at_prices, looks.at_links) == Row(name, at_prices, at_links));
  }
}

TEST_CASE("parameters reach the part") {
  // 8 GPUs in all, 2 free, somebody runs: k = 2 is above the floor of 0.25 * 8 only.
  const testing::MadeState state({2}, {1.0}, {}, 1, 8);
  const StagePlan plan = testing::unit_plan(testing::unit_template(8, 9));
  PolicySpec spec = testing::named_policy("bace");
  CHECK_FALSE(testing::find_cheapest(*make_policy(spec).path_finder, state, plan));
  spec.parameters["min_stage_fraction"] = 0.25;
  CHECK(testing::find_cheapest(*make_policy(spec).path_finder, state, plan));
}

}  // namespace bacelab
