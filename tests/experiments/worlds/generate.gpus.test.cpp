// Worlds in which the plans of templates depend on the GPUs that were drawn.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "experiments/worlds/generate.hpp"
#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/worlds/worlds.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;

std::string study_with(const std::string& jobs, const std::string& more) {
  return "[regions]\nnames = [\"A\", \"B\", \"C\"]\ngpus_from = [32, 64, 128]\n[jobs]\n" + jobs +
         "templates = [\"qwen2.5-14b\", \"llama-3.1-70b\"]\n" + more;
}

std::vector<int> counts_of(const StagePlan& plan) {
  std::vector<int> counts;
  for (const StageOption& option : plan.options()) counts.push_back(option.stages);
  return counts;
}

/// Is it the plan of the cluster that the world has?
void require_own_plans(const Scenario& world) {
  const auto regions = gpus_of(world.cluster.regions());
  const Templates& templates = world.templates->templates();
  for (TemplateIndex model; model < templates.end_index(); ++model) {
    const auto expected = make_stage_plan(templates[model], regions, world.pipeline);
    REQUIRE(expected.has_value());
    const StagePlan& plan = world.templates->plan(model).value();
    CHECK(counts_of(plan) == counts_of(*expected));
    CHECK(plan.ideal_iteration_s() == expected->ideal_iteration_s());
  }
}

/// GPU-seconds of a job at its best stage count, of GPUs of the reference type.
double gpu_seconds_of_job(const Scenario& world, const Job& job) {
  const StagePlan& plan = *world.templates->plan(job.model);
  return plan.best().stages * plan.gpus_of_stage() * plan.ideal_iteration_s() * job.iterations;
}

bool fits_somewhere(const Scenario& world, TemplateIndex model) {
  const StagePlan& plan = *world.templates->plan(model);
  for (RegionIndex region; region < world.cluster.regions().end_index(); ++region) {
    const StageOption* fewest = plan.smallest(region);
    const int slots = world.cluster.regions()[region].gpus / plan.gpus_of_stage();
    if (fewest != nullptr && fewest->stages <= slots) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("worlds share the plans that do not depend on them", "[worlds]") {
  const Study study = study_of(study_with("tensor_parallel = 4\n", ""));
  CHECK(world_of(study, 0).scenario.templates == world_of(study, 1).scenario.templates);
}

TEST_CASE("the best stages by transfer are those of a world's own bandwidths", "[worlds]") {
  std::string text = study_with("", "[pipeline]\nsplit = \"even\"\nbest_stages = \"transfer\"\n");
  text.replace(text.find("gpus_from"), 0, "internal = \"access\"\n");
  const Study study = study_of(text);
  std::set<int> best;
  for (std::size_t i = 0; i < 10; ++i) {
    const Scenario world = world_of(study, i).scenario;
    require_own_plans(world);
    best.insert(world.templates->plan(TemplateIndex(1))->best().stages);
  }
  CHECK(best.size() > 5);
}

TEST_CASE("an even split reaches as far as the slots of a world", "[worlds]") {
  const Study study =
      study_of(study_with("tensor_parallel = 2\n", "[pipeline]\nsplit = \"even\"\n"));
  for (std::size_t i = 0; i < 10; ++i) {
    const Scenario world = world_of(study, i).scenario;
    require_own_plans(world);
    CHECK(world.templates->plan(TemplateIndex(0))->best().stages == world.cluster.total_gpus() / 2);
  }
}

TEST_CASE("regions with GPUs of their own have plans of their own", "[worlds]") {
  const Study study = study_of(study_with("", "[region.B]\ngpu = \"H100\"\n"));
  for (std::size_t i = 0; i < 10; ++i) {
    const Scenario world = world_of(study, i).scenario;
    require_own_plans(world);
    const StagePlan& plan = *world.templates->plan(TemplateIndex(0));
    CHECK(plan.relative_time(RegionIndex(0)) > plan.relative_time(RegionIndex(1)));
  }
}

// As for worlds with one GPU a stage: the relative deviation of the offered load is
// sqrt(cv(GPU-seconds)^2 + 1) / sqrt(jobs).
TEST_CASE("the offered load counts the GPUs of a stage, and GPUs by their speed",
          "[worlds][statistics]") {
  const std::string more = GENERATE(as<std::string>{}, "", "[region.B]\ngpu = \"H100\"\n",
                                    "[pipeline]\nsplit = \"even\"\n");
  constexpr std::size_t jobs = 20000;
  const Study study =
      study_of(study_with("count = 20000\ntensor_parallel = 2\ndata_parallel = 2\n",
                          more + "[arrivals]\nprocess = \"poisson\"\nload = 0.6\n"));
  const Scenario world = world_of(study).scenario;
  const OfferedWork offered = offered_work(world, gpu_seconds_of_job);
  CHECK(offered.seconds /
            (offered.last_arrival * reference_gpus(gpus_of(world.cluster.regions()))) ==
        Approx(0.6).margin(0.6 * mean_limit(offered.deviation, jobs)));
}

TEST_CASE("GPUs are drawn until every template fits into a region, with its slots and its memory",
          "[worlds]") {
  const std::string types = GENERATE(as<std::string>{}, "", "[region.B]\ngpu = \"H100\"\n");
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\", \"C\"]\ngpus_from = [16, 32, 64, 128]\n"
      "[jobs]\ntensor_parallel = 2\none_region = \"redraw_world\"\n"
      "templates = [\"flm-101b\", \"qwen2.5-14b\"]\n" +
      types);
  std::int64_t redraws = 0;
  for (std::size_t i = 0; i < 50; ++i) {
    const GeneratedWorld world = world_of(study, i);
    redraws += world.redraws;
    CHECK(fits_somewhere(world.scenario, TemplateIndex(0)));
    CHECK(fits_somewhere(world.scenario, TemplateIndex(1)));
  }
  CHECK(redraws > 0);
}

TEST_CASE("templates are drawn until they fit into a region, with its slots and its memory",
          "[worlds]") {
  const std::string types = GENERATE(as<std::string>{}, "", "[region.B]\ngpu = \"H100\"\n",
                                     "[pipeline]\nsplit = \"even\"\n");
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [16, 32, 64, 128]\n"
      "[jobs]\ntensor_parallel = 2\none_region = \"redraw_job\"\n"
      "templates = [\"flm-101b\", \"qwen2.5-14b\"]\n" +
      types);
  std::int64_t redraws = 0;
  for (std::size_t i = 0; i < 50; ++i) {
    const GeneratedWorld world = world_of(study, i);
    redraws += world.redraws;
    for (const Job& job : world.scenario.jobs) CHECK(fits_somewhere(world.scenario, job.model));
  }
  CHECK(redraws > 0);
}

TEST_CASE("a template with more GPUs than can be counted fits nowhere", "[worlds]") {
  // 20 stages of 10^9 GPUs.
  const Study study = study_of(
      "[regions]\nnames = [\"A\", \"B\"]\ngpus_from = [64]\n[jobs]\ncount = 20\n"
      "one_region = \"redraw_job\"\ntemplates = [\"huge\", \"qwen2.5-14b\"]\n"
      "[templates.huge]\ntensor_parallel = 1000\ndata_parallel = 1000000\nlayers = 200\n"
      "hidden = 16\nsequence = 16\nvocabulary = 16\nparameters = 5.2e13\n");
  const GeneratedWorld world = world_of(study);
  CHECK(world.redraws > 0);
  for (const Job& job : world.scenario.jobs) CHECK(job.model == TemplateIndex(1));
}

}  // namespace bacelab
