#include "experiments/study/scenario/scenario_file.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/experiments/study/scenario/sample_scenario.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string scenario_message(const std::string& text) {
  return message_of([&] { sample::read(text); });
}

/// The sample with a key more.
std::string with_key(const std::string& key) {
  return sample::scenario_with("{\"schema\"", "{" + key + ", \"schema\"");
}

/// The sample with nothing in the list of that key, whose end is an end of a line.
std::string emptied(const std::string& key) {
  std::string text = sample::scenario_text + "\n";
  const auto start = text.find("\"" + key + "\": [") + key.size() + 5;
  const auto end = std::min(text.find("],\n \"", start), text.find("]}\n", start));
  return text.erase(start, end - start);
}

TEST_CASE("read scenario: all of the sample", "[scenario]") {
  const Scenario scenario = sample::read(sample::scenario_text);
  CHECK(scenario.cluster.regions().size() == 2);
  CHECK(scenario.cluster.links().size() == 1);
  CHECK(scenario.templates->templates().size() == 1);
  CHECK(scenario.jobs.size() == 2);
  for (const Region& region : scenario.cluster.regions()) CHECK(region.gpu.peak_flops == 1e14);
}

TEST_CASE("read scenario: what is optional has its defaults", "[scenario]") {
  const auto links = sample::scenario_text.find("\"links\"");
  const auto next = sample::scenario_text.find("\"templates\"");
  const Scenario scenario =
      sample::read(std::string(sample::scenario_text).erase(links, next - links));
  CHECK(scenario.cluster.links().empty());
  CHECK(scenario.pipeline.schedule == Schedule::overlapped);
  CHECK(scenario.pipeline.extra_warmup == 0);
  CHECK(scenario.pipeline.split == Split::layers);
  CHECK(scenario.pipeline.best_stages == BestStages::compute);
  CHECK(scenario.warmup_jobs == 0);
  CHECK_FALSE(scenario.horizon_s);
}

TEST_CASE("read scenario: what is optional is read", "[scenario]") {
  const Scenario scenario = sample::read(
      with_key(R"("pipeline": {"schedule": "one_f_one_b", "extra_warmup": 2}, "warmup_jobs": 1,
                  "horizon_s": 3600.5)"));
  CHECK(scenario.pipeline.schedule == Schedule::one_f_one_b);
  CHECK(scenario.pipeline.extra_warmup == 2);
  CHECK(scenario.warmup_jobs == 1);
  CHECK(scenario.horizon_s == 3600.5);
  CHECK(sample::read(with_key(R"("pipeline": {"extra_warmup": 3})")).pipeline.schedule ==
        Schedule::overlapped);
  CHECK(sample::read(with_key(R"("pipeline": {"schedule": "gpipe"})")).pipeline.extra_warmup == 0);
}

TEST_CASE("read scenario: best stages by transfers need an internal bandwidth in every region",
          "[scenario]") {
  const std::string internal = R"(, "internal_bit_per_s": 4e11)";
  const Scenario scenario = sample::read(sample::by_transfers(internal, internal));
  CHECK(scenario.pipeline.split == Split::even);
  CHECK(scenario.pipeline.best_stages == BestStages::transfer);
  const std::string rest =
      ": has no internal_bit_per_s, which best_stages = \"transfer\" of the pipeline needs in "
      "every "
      "region";
  CHECK(scenario_message(sample::by_transfers("", internal)) == "world.json: regions[0]" + rest);
  CHECK(scenario_message(sample::by_transfers(internal, "")) == "world.json: regions[1]" + rest);
}

TEST_CASE("read scenario: an even split into too many stages is refused", "[scenario]") {
  const std::string even = with_key(R"("pipeline": {"split": "even"})");
  const auto said = [&](const std::string& most) {
    return scenario_message(
        sample::replaced(even, "\"layers\": 8", "\"layers\": 8, \"max_stages\": " + most));
  };
  CHECK(said("100000").empty());
  CHECK(said("100001") ==
        "world.json: templates[0]: may be cut into 100001 stages by split = \"even\" of the "
        "pipeline; there may be 100000 (max_stages)");
  CHECK_THAT(scenario_message(sample::replaced(even, "\"gpus\": 6", "\"gpus\": 2000000000")),
             Catch::Contains("may be cut into 2000000004 stages"));
}

TEST_CASE("read scenario: the stage plans follow the pipeline and the GPU", "[scenario]") {
  const auto ideal_s = [](const Scenario& scenario) {
    return scenario.templates->plan(TemplateIndex(0)).value().ideal_iteration_s();
  };
  const double half = ideal_s(sample::read(sample::scenario_text));
  const double full =
      ideal_s(sample::read(sample::scenario_with("\"efficiency\": 0.5", "\"efficiency\": 1")));
  CHECK(half == Approx(2.0 * full).epsilon(1e-14));
}

TEST_CASE("read scenario: the keys of the whole keep their bounds", "[scenario]") {
  CHECK(scenario_message(with_key("\"warmup_jobs\": -1")) ==
        "world.json: warmup_jobs = -1: must be an integer >= 0");
  CHECK(scenario_message(with_key("\"horizon_s\": 0")) ==
        "world.json: horizon_s = 0: must be a number > 0");
  CHECK_THAT(scenario_message(with_key("\"policy_seed\": -1")),
             Catch::StartsWith("world.json: policy_seed = -1: must be an integer"));
  CHECK(scenario_message(with_key("\"pipeline\": {\"extra_warmup\": 1000001}")) ==
        "world.json: pipeline.extra_warmup = 1000001: must be an integer in [0, 1000000]");
  CHECK(scenario_message(with_key("\"pipeline\": {\"schedule\": \"gpip\"}")) ==
        "world.json: pipeline.schedule = \"gpip\": is not the name of a schedule (did you mean "
        "'gpipe'?); there are overlapped, gpipe, one_f_one_b, zero_bubble");
  CHECK(scenario_message(with_key("\"pipeline\": {\"split\": \"evne\"}")) ==
        "world.json: pipeline.split = \"evne\": is not the name of a split (did you mean 'even'?); "
        "there are layers, even");
  CHECK(scenario_message(with_key("\"pipeline\": {\"best_stages\": \"fast\"}")) ==
        "world.json: pipeline.best_stages = \"fast\": is not the name of a rule for the best "
        "stages; there are compute, transfer");
}

TEST_CASE("read scenario: unknown and missing keys are refused", "[scenario]") {
  CHECK(scenario_message(with_key("\"horizon\": 1")) ==
        "world.json: horizon: unknown key (did you mean 'horizon_s'?); allowed are schema, gpu, "
        "regions, templates, jobs, pipeline, links, warmup_jobs, horizon_s, policy_seed");
  CHECK(scenario_message(with_key("\"pipeline\": {\"warmup\": 1}")) ==
        "world.json: pipeline.warmup: unknown key; allowed are schedule, extra_warmup, split, "
        "best_stages");
  CHECK(scenario_message(R"({"schema": "bacelab-scenario-1"})") ==
        "world.json: the key 'gpu' is missing; schema, gpu, regions, templates, jobs are needed");
}

TEST_CASE("read scenario: only links may be a list of nothing", "[scenario]") {
  CHECK(scenario_message(emptied("links")).empty());
  for (const char* key : {"regions", "templates", "jobs"}) {
    CHECK(scenario_message(emptied(key)) ==
          "world.json: " + std::string(key) + ": is empty, but must have at least one element");
  }
}

TEST_CASE("read scenario: a file of another format is refused by its schema first", "[scenario]") {
  const std::string rest =
      ": must be \"bacelab-scenario-1\", the only format that this program reads";
  CHECK(scenario_message(R"({"schema": "bacelab-scenario-2", "worlds": []})") ==
        "world.json: schema = \"bacelab-scenario-2\"" + rest);
  CHECK(scenario_message(R"({"schema": 1})") ==
        "world.json: schema = 1: is a number, but must be a text");
  CHECK(scenario_message("[]") == "world.json: is a list, but must be an object");
}

}  // namespace
}  // namespace bacelab
