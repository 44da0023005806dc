#include "app/cli/obstacle_text.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

namespace {

Obstacle wide(Limit limit) {
  Obstacle obstacle;
  obstacle.limit = limit;
  obstacle.job = 3;
  obstacle.model = "flm-101b";
  obstacle.stages = 96;
  obstacle.slots = 64;
  return obstacle;
}

/// Regions that draw from these numbers of GPUs, under a rule.
WorldModel drawing_from(std::vector<int> gpus, OneRegionRule rule = OneRegionRule::any) {
  WorldModel model;
  for (const char* name : {"A", "B"}) {
    RegionModel region;
    region.name = name;
    model.regions.regions.push_back(region);
  }
  model.regions.gpu_choices = std::move(gpus);
  model.jobs.one_region = rule;
  return model;
}

}  // namespace

TEST_CASE("obstacle text: GPUs in one region", "[stuck]") {
  CHECK(obstacle_text(wide(Limit::region_gpus)) ==
        "can't place job 3 (flm-101b): it needs 96 GPUs in one region, the largest has 64");
  Obstacle servers = wide(Limit::region_gpus);
  servers.stages = 12;
  servers.gpus_of_stage = 8;
  servers.slots = 10;
  CHECK(obstacle_text(servers) ==
        "can't place job 3 (flm-101b): it needs 12 stages of 8 GPUs in one region, the largest "
        "has room for 10");
}

TEST_CASE("obstacle text: drawing again is the remedy where it can help", "[stuck]") {
  const Obstacle obstacle = wide(Limit::region_gpus);
  CHECK(obstacle_remedy(obstacle, drawing_from({64, 96})) ==
        "see jobs.one_region = \"redraw_world\"");
  const std::string more_gpus = "see regions.gpus_from, region.NAME.gpus and jobs.templates";
  CHECK(obstacle_remedy(obstacle, drawing_from({32, 64})) == more_gpus);
  CHECK(obstacle_remedy(obstacle, drawing_from({96}, OneRegionRule::redraw_job)) == more_gpus);
}

TEST_CASE("obstacle text: outages name the hour, and what the policy insists on", "[stuck]") {
  Obstacle obstacle = wide(Limit::outage);
  obstacle.end_s = 7200.0;
  CHECK(obstacle_text(obstacle) ==
        "can't place job 3 (flm-101b): it needs 96 GPUs, and after hour 2 outages leave 64 in all "
        "regions");
  CHECK(obstacle_remedy(obstacle, {}) == "see regions.outages and study.horizon_hours");
  obstacle.by_fraction = true;
  CHECK(obstacle_remedy(obstacle, {}) == "see the policy's min_stage_fraction and regions.outages");
}

TEST_CASE("obstacle text: what is not known has no remedy", "[stuck]") {
  CHECK(obstacle_remedy(wide(Limit::unknown), {}).empty());
  CHECK(obstacle_text(wide(Limit::unknown)).starts_with("leaves job 3 (flm-101b) unserved"));
}

}  // namespace bacelab
