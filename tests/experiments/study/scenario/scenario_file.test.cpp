#include "experiments/study/scenario/scenario_file.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "tests/experiments/study/scenario/odd_scenario.hpp"
#include "tests/experiments/study/scenario/same_scenario.hpp"
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

/// The sample whose best stages are chosen by transfers, with keys more in either region.
std::string by_transfers(const std::string& ireland, const std::string& tokyo) {
  const std::string text = with_key(R"("pipeline": {"split": "even", "best_stages": "transfer"})");
  return sample::replaced(sample::replaced(text, "\"gpus\": 6", "\"gpus\": 6" + ireland),
                          "\"gpus\": 4", "\"gpus\": 4" + tokyo);
}

TEST_CASE("read scenario: best stages by transfers need an internal bandwidth in every region",
          "[scenario]") {
  const std::string internal = R"(, "internal_bit_per_s": 4e11)";
  const Scenario scenario = sample::read(by_transfers(internal, internal));
  CHECK(scenario.pipeline.split == Split::even);
  CHECK(scenario.pipeline.best_stages == BestStages::transfer);
  const std::string rest =
      ": has no internal_bit_per_s, which best_stages = \"transfer\" of the pipeline needs in "
      "every "
      "region";
  CHECK(scenario_message(by_transfers("", internal)) == "world.json: regions[0]" + rest);
  CHECK(scenario_message(by_transfers(internal, "")) == "world.json: regions[1]" + rest);
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
        "regions, templates, jobs, pipeline, links, warmup_jobs, horizon_s");
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

std::string text_of(const Scenario& scenario) {
  std::ostringstream out;
  write_scenario(out, scenario);
  return out.str();
}

Scenario written_and_read(const Scenario& scenario) { return sample::read(text_of(scenario)); }

double beyond_horizon(const Scenario& scenario) {
  Policy policy = make_policy(named_policies().front());
  Simulator simulator;
  RunSummary summary;
  summarise(scenario, simulator.run(scenario, policy), summary);
  for (const MetricInfo& metric : metric_registry()) {
    if (metric.name == "beyond_horizon") return metric.value(summary);
  }
  throw std::logic_error("no metric beyond_horizon");
}

/// Gives a value each hour, for `hours` hours.
class Hourly : public SeriesSource {
 public:
  explicit Hourly(std::size_t hours) : hours_(hours) {}
  bool extend(std::vector<double>& times_s, std::vector<double>& values) override {
    if (times_s.size() == hours_) return false;
    times_s.push_back(3600.0 * static_cast<double>(times_s.size()));
    values.push_back(static_cast<double>(times_s.size()));
    return true;
  }

 private:
  std::size_t hours_;
};

/// The sample with one region in the place of its own.
Scenario with_region(std::string name, Series price) {
  Scenario scenario = sample::read(sample::scenario_text);
  std::vector<Region> regions;
  const GpuType gpu = scenario.cluster.regions()[RegionIndex(0)].gpu;
  regions.push_back({std::move(name), 8, gpu, 1.0, std::move(price), {}, {}});
  scenario.cluster = {Table<RegionIndex, Region>(std::move(regions)), {}};
  return scenario;
}

TEST_CASE("write scenario: any scenario is read back to the last bit", "[scenario]") {
  rc::prop("the same scenario and the same text", [] {
    const auto seed = *rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>());
    const Scenario scenario = sample::OddScenario(seed).make();
    const Scenario back = written_and_read(scenario);
    RC_ASSERT(sample::same(scenario, back));
    RC_ASSERT(text_of(scenario) == text_of(back));
  });
}

TEST_CASE("write scenario: defaults are written out", "[scenario]") {
  CHECK(text_of(sample::read(sample::scenario_text)) == R"({"schema": "bacelab-scenario-1",
 "pipeline": {"schedule": "overlapped", "extra_warmup": 0},
 "gpu": {"peak_flops": 100000000000000, "efficiency": 0.5, "memory_bytes": 48000000000, "power_w": 300, "bytes_per_parameter": 16},
 "warmup_jobs": 0,
 "regions": [
  {"name": "Ireland", "gpus": 6, "pue": 1, "price": {"times_s": [0], "usd_per_kwh": [0.2]}},
  {"name": "Tokyo", "gpus": 4, "pue": 1, "price": {"times_s": [0, 60], "usd_per_kwh": [0.3, -0.1]}}],
 "links": [
  {"a": "Tokyo", "b": "Ireland", "delay_s": 0, "transfer_usd_per_gb": 0, "bandwidth": {"times_s": [0], "bit_per_s": [1000000000]}}],
 "templates": [
  {"name": "small", "layers": 8, "hidden": 512, "sequence": 256, "vocabulary": 1000, "parameters": 30000000, "micro_batch": 1, "micro_batches": 4, "recompute": true, "max_stages": null, "layer_parameters": 3145728, "attention_width": 512}],
 "jobs": [
  {"id": 3, "template": "small", "arrival_s": 20, "iterations": 100},
  {"id": 7, "template": "small", "arrival_s": 10, "iterations": 2.5}]}
)");
}

TEST_CASE("write scenario: only what is different of a region's GPU type is written",
          "[scenario]") {
  const auto region_line = [](const std::string& gpu) {
    const std::string text = text_of(
        sample::read(sample::scenario_with("\"gpus\": 4", "\"gpus\": 4, \"gpu\": {" + gpu + "}")));
    const auto start = text.find("{\"name\": \"Tokyo\"");
    return text.substr(start, text.find(", \"pue\"", start) - start);
  };
  const std::string plain = R"({"name": "Tokyo", "gpus": 4)";
  CHECK(region_line("") == plain);
  CHECK(region_line(R"("peak_flops": 1e14, "efficiency": 0.5, "bytes_per_parameter": 16)") ==
        plain);
  CHECK(region_line(R"("name": "H100", "power_w": 700.5, "idle_power_fraction": 0.1)") ==
        plain + R"(, "gpu": {"name": "H100", "power_w": 700.5, "idle_power_fraction": 0.1})");
}

TEST_CASE("write scenario: what is not the default of pipelines and templates is written",
          "[scenario]") {
  const std::string internal = R"(, "internal_bit_per_s": 4e11)";
  const std::string text = text_of(sample::read(
      sample::replaced(by_transfers(internal, internal), "\"layers\": 8",
                       "\"layers\": 8, \"tensor_parallel\": 2, \"tensor_efficiency\": 0.5")));
  CHECK_THAT(text,
             Catch::Contains(R"("extra_warmup": 0, "split": "even", "best_stages": "transfer"})"));
  CHECK_THAT(text,
             Catch::Contains(
                 R"("attention_width": 512, "tensor_parallel": 2, "tensor_efficiency": 0.5})"));
}

TEST_CASE("write scenario: the horizon is written whether or not a series changes", "[scenario]") {
  Scenario scenario = sample::read(sample::scenario_with("[0, 60], \"usd_per_kwh\": [0.3, -0.1]",
                                                         "[0], \"usd_per_kwh\": [0.3]"));
  CHECK_FALSE(written_and_read(scenario).horizon_s);
  scenario.horizon_s = 15.0;
  CHECK(beyond_horizon(scenario) > 0.0);
  const Scenario back = written_and_read(scenario);
  CHECK(back.horizon_s == 15.0);
  CHECK(beyond_horizon(back) == beyond_horizon(scenario));
}

TEST_CASE("write scenario: a growing series is written to its end", "[scenario]") {
  const Scenario back =
      written_and_read(with_region("Ireland", Series(std::make_unique<Hourly>(50))));
  const Series& price = back.cluster.regions()[RegionIndex(0)].price;
  REQUIRE(price.complete() == 50);
  CHECK(price.time(49) == 49 * 3600.0);
  CHECK(price.value(49) == 50.0);
}

TEST_CASE("write scenario: a number that JSON does not have is refused", "[scenario]") {
  Scenario scenario = sample::read(sample::scenario_text);
  scenario.horizon_s = std::numeric_limits<double>::infinity();
  CHECK(message_of([&] { text_of(scenario); }) ==
        "the world has the number inf, which a JSON file can't hold");
}

TEST_CASE("write scenario: a name that is not UTF-8 is refused", "[scenario]") {
  const Scenario scenario = with_region("T\xffkyo", Series(0.2));
  CHECK_THAT(message_of([&] { text_of(scenario); }), Catch::Contains("not valid UTF-8"));
}

}  // namespace
}  // namespace bacelab
