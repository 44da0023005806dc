#include "experiments/study/stuck/obstacle.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/policies.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {

using namespace bacelab::testing;

namespace {

std::optional<Obstacle> obstacle_under(const Scenario& scenario, const PolicySpec& policy) {
  return find_obstacle(scenario, run(scenario, policy), policy, built_in_catalog());
}

std::optional<Obstacle> obstacle_under(const Scenario& scenario, const std::string& policy) {
  return obstacle_under(scenario, named_policy(policy));
}

/// A job that needs 96 GPUs for its memory, in regions of 64 and 32.
World wide_job(Series bandwidth) {
  World world;
  world.region(64, 1.0).region(32, 1.0).link(0, 1, std::move(bandwidth));
  world.model(unit_template(96, 1, 96)).job(0.0, 1.0);
  return world;
}

}  // namespace

TEST_CASE("obstacle: no region has the GPUs that a job needs in one", "[stuck]") {
  const Scenario scenario = wide_job(Series(1e6)).build();
  for (const char* policy : {"lcf", "ldf"}) {
    const auto obstacle = obstacle_under(scenario, policy);
    REQUIRE(obstacle);
    CHECK(obstacle->limit == Limit::region_gpus);
    CHECK(obstacle->job == 0);
    CHECK(obstacle->model == "unit");
    CHECK(obstacle->waiting == 1);
    CHECK(obstacle->stages == 96);
    CHECK(obstacle->slots == 64);
  }
}

TEST_CASE("obstacle: none where all jobs are served", "[stuck]") {
  const Scenario scenario = wide_job(Series(1e6)).build();
  CHECK_FALSE(obstacle_under(scenario, "bace"));
  CHECK_FALSE(obstacle_under(scenario, "cr_ldf"));
}

TEST_CASE("obstacle: regions whose link has no bandwidth are not linked", "[stuck]") {
  const Scenario scenario = wide_job(Series(0.0)).build();
  for (const char* policy : {"bace", "cr_lcf", "cr_ldf", "bace_local"}) {
    const auto obstacle = obstacle_under(scenario, policy);
    REQUIRE(obstacle);
    CHECK(obstacle->limit == Limit::unlinked);
    CHECK(obstacle->stages == 96);
    CHECK(obstacle->slots == 64);
  }
}

TEST_CASE("obstacle: a job that runs over a link waits for ever once it is dead", "[stuck]") {
  const Scenario scenario = wide_job(steps({{0.0, 1e6}, {0.5, 0.0}})).build();
  const auto obstacle = obstacle_under(scenario, "bace");
  REQUIRE(obstacle);
  CHECK(obstacle->limit == Limit::dead_link);
  CHECK(obstacle->link == "region 0 - region 1");
  CHECK(obstacle->waiting == 0);
  CHECK(obstacle->end_s == 0.5);
}

TEST_CASE("obstacle: outages leave too few GPUs, in one region or in all", "[stuck]") {
  World world;
  world.region(8, 1.0).capacity(steps({{0.0, 8.0}, {5.0, 4.0}}));
  const Scenario scenario = world.model(unit_template(8, 1, 8)).job(10.0, 1.0).build();
  const auto single = obstacle_under(scenario, "lcf");
  REQUIRE(single);
  CHECK(single->limit == Limit::region_outage);
  CHECK(single->stages == 8);
  CHECK(single->slots == 4);
  CHECK_FALSE(single->by_fraction);
  const auto across = obstacle_under(scenario, "bace");
  REQUIRE(across);
  CHECK(across->limit == Limit::outage);
  CHECK(across->slots == 4);
}

TEST_CASE("obstacle: a rigid policy needs what it wants of a cluster without outages", "[stuck]") {
  World world;
  world.region(8, 1.0).capacity(steps({{0.0, 8.0}, {5.0, 4.0}}));
  const Scenario scenario = world.model(unit_template(8, 9)).job(10.0, 1.0).build();
  CHECK_FALSE(obstacle_under(scenario, "lcf"));
  PolicySpec rigid = named_policy("lcf");
  rigid.parameters["min_stage_fraction"] = 1.0;
  const auto obstacle = obstacle_under(scenario, rigid);
  REQUIRE(obstacle);
  CHECK(obstacle->limit == Limit::region_outage);
  CHECK(obstacle->stages == 8);
  CHECK(obstacle->by_fraction);
}

TEST_CASE("obstacle: the regions that have the GPUs lack the memory", "[stuck]") {
  // GPUs that hold 16 stages only, more than or just the 8 it takes, and twice four that hold 8.
  const int large = GENERATE(10, 8);
  std::vector<Region> regions;
  for (const int gpus : {large, 4, 4}) {
    regions.push_back({"r", gpus, unit_gpu(), 1.0, Series(1.0), std::nullopt, std::nullopt});
  }
  regions[0].gpu.memory_bytes /= 2.0;
  std::vector<Link> links;
  links.push_back({region(1), region(2), 0.0, Series(1e6), std::nullopt, 0.0});
  Scenario scenario;
  scenario.cluster = Cluster(Table<RegionIndex, Region>(std::move(regions)),
                             Table<LinkIndex, Link>(std::move(links)));
  Table<TemplateIndex, Template> templates;
  templates.push_back(unit_template(16, 1, 8));
  scenario.templates =
      std::make_shared<TemplateSet>(std::make_shared<const Templates>(std::move(templates)),
                                    gpus_of(scenario.cluster.regions()), scenario.pipeline);
  scenario.jobs.push_back({0, model(0), 0.0, 1.0});
  const auto obstacle = obstacle_under(scenario, "lcf");
  REQUIRE(obstacle);
  CHECK(obstacle->limit == Limit::region_memory);
  CHECK(obstacle->stages == 8);
  CHECK_FALSE(obstacle_under(scenario, "bace"));
}

TEST_CASE("obstacle: stages of several GPUs are counted by their room", "[stuck]") {
  World world;
  world.region(10, 1.0).region(10, 1.0).link(0, 1, 1e6);
  Template model = unit_template(4, 1, 4);
  model.data_parallel = 4;
  const Scenario scenario = world.model(model).job(0.0, 1.0).build();
  const auto obstacle = obstacle_under(scenario, "lcf");
  REQUIRE(obstacle);
  CHECK(obstacle->limit == Limit::region_gpus);
  CHECK(obstacle->gpus_of_stage == 4);
  CHECK(obstacle->stages == 4);
  CHECK(obstacle->slots == 2);
}

TEST_CASE("obstacle: a star has the GPUs but no path over them, which is no simple limit",
          "[stuck]") {
  World world;
  world.region(1, 1.0).region(1, 1.0).region(1, 1.0).region(1, 1.0);
  world.link(0, 1, 1e6).link(0, 2, 1e6).link(0, 3, 1e6);
  const Scenario scenario = world.model(unit_template(4, 1, 4)).job(0.0, 1.0).build();
  for (const char* policy : {"bace", "cr_lcf", "exhaustive"}) {
    if (!named_policies().find(policy)) continue;
    const auto obstacle = obstacle_under(scenario, policy);
    REQUIRE(obstacle);
    CHECK(obstacle->limit == Limit::unknown);
    CHECK(obstacle->job == 0);
  }
}

TEST_CASE("obstacle: of several jobs the first that a limit keeps out", "[stuck]") {
  World world;
  world.region(8, 1.0).region(8, 1.0).link(0, 1, 1e6);
  world.model(unit_template(1, 1)).model(unit_template(16, 1, 16));
  const Scenario scenario = world.job(0.0, 1.0, 1).job(1.0, 1.0, 0).job(2.0, 1.0, 1).build();
  const auto obstacle = obstacle_under(scenario, "lcf");
  REQUIRE(obstacle);
  CHECK(obstacle->limit == Limit::region_gpus);
  CHECK(obstacle->job == 0);
  CHECK(obstacle->waiting >= 2);
}

TEST_CASE("obstacle: of a plugin's policy it is known only that it starts no job", "[stuck]") {
  const Scenario scenario = wide_job(Series(1e6)).build();
  PolicySpec whole = named_policy("lcf");
  whole.whole = "waiter";
  PolicySpec part = named_policy("lcf");
  part.path_finder = "mine";
  for (const PolicySpec& policy : {whole, part}) {
    const auto obstacle = find_obstacle(scenario, run(scenario, "lcf"), policy, built_in_catalog());
    REQUIRE(obstacle);
    CHECK(obstacle->limit == Limit::no_decision);
    CHECK(obstacle->waiting == 1);
  }
}

}  // namespace bacelab
