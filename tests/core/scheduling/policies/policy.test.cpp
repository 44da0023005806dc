#include "core/scheduling/policies/policy.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

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
  };
  REQUIRE(named_policies().size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const PolicySpec& spec = named_policies()[i];
    const auto& [name, ordering, blocking, path_finder, allocator] = expected[i];
    CHECK(spec.name == name);
    CHECK(spec.ordering == ordering);
    CHECK(spec.blocking == blocking);
    CHECK(spec.path_finder == path_finder);
    if (!allocator.empty()) CHECK(spec.allocator == allocator);
    CHECK(make_policy(spec).blocking == blocking);
  }
}

TEST_CASE("a part that doesn't exist is refused by name") {
  PolicySpec spec = testing::named_policy("bace");
  spec.ordering = "bcae";
  CHECK_THROWS_WITH(make_policy(spec), Catch::Contains("bcae"));
  spec = testing::named_policy("bace");
  spec.path_finder = "x";
  CHECK_THROWS_AS(make_policy(spec), std::invalid_argument);
  spec = testing::named_policy("bace");
  spec.allocator = "x";
  CHECK_THROWS_AS(make_policy(spec), std::invalid_argument);
}

TEST_CASE("a policy lists the parameters of its parts and its largest cluster") {
  CHECK(parameters_of(testing::named_policy("lcf")).empty());
  const auto all = parameters_of(testing::named_policy("bace_exhaustive"));
  REQUIRE(all.size() == 1);
  CHECK(all[0].name == "min_stage_fraction");
  CHECK(max_regions_of(testing::named_policy("bace")) == 0);
  CHECK(max_regions_of(testing::named_policy("bace_exhaustive")) == Exhaustive::max_regions);
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

namespace {

template <class Part>
std::set<std::string> names(std::span<const PartInfo<Part>> parts) {
  std::set<std::string> result;
  for (const PartInfo<Part>& part : parts) {
    CHECK(result.insert(std::string(part.name)).second);
    CHECK_FALSE(part.description.empty());
    CHECK(part.make(Parameters{}) != nullptr);
  }
  return result;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("the parts of MODEL.md section 7 are there") {
  CHECK(names(orderings()) == Names{"fcfs", "sjf", "bace"});
  CHECK(names(path_finders()) == Names{"single_cheapest", "single_most_free", "cross_cheapest",
                                       "cross_greedy", "bace", "exhaustive"});
  CHECK(names(allocators()) == Names{"cheapest_first", "path_order"});
}

TEST_CASE("a part is found by its name") {
  REQUIRE(find_part(orderings(), "sjf"));
  CHECK(find_part(orderings(), "sjf")->name == "sjf");
  CHECK(find_part(orderings(), "SJF") == nullptr);
}

TEST_CASE("min_stage_fraction belongs to both bandwidth-aware finders") {
  for (const char* name : {"bace", "exhaustive"}) {
    const auto* part = find_part(path_finders(), name);
    REQUIRE(part->parameters.size() == 1);
    CHECK(part->parameters[0].name == "min_stage_fraction");
    CHECK(part->parameters[0].fallback == 0.5);
  }
  CHECK(find_part(path_finders(), "exhaustive")->max_regions == 8);
  CHECK(find_part(path_finders(), "bace")->max_regions == 0);
}

}  // namespace bacelab
