#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "tests/experiments/study/scenario/odd_scenario.hpp"
#include "tests/experiments/study/scenario/same_scenario.hpp"
#include "tests/experiments/study/scenario/sample_scenario.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string text_of_scenario(const Scenario& scenario) {
  std::ostringstream out;
  write_scenario(out, scenario);
  return out.str();
}

Scenario written_and_read(const Scenario& scenario) {
  return sample::read(text_of_scenario(scenario));
}

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
    RC_ASSERT(text_of_scenario(scenario) == text_of_scenario(back));
  });
}

TEST_CASE("write scenario: defaults are written out", "[scenario]") {
  CHECK(text_of_scenario(sample::read(sample::scenario_text)) == R"({"schema": "bacelab-scenario-1",
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
    const std::string text = text_of_scenario(
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
  const std::string text = text_of_scenario(sample::read(
      sample::replaced(sample::by_transfers(internal, internal), "\"layers\": 8",
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
  CHECK(message_of([&] { text_of_scenario(scenario); }) ==
        "the world has the number inf, which a JSON file can't hold");
}

TEST_CASE("write scenario: a name that is not UTF-8 is refused", "[scenario]") {
  const Scenario scenario = with_region("T\xffkyo", Series(0.2));
  CHECK_THAT(message_of([&] { text_of_scenario(scenario); }), Catch::Contains("not valid UTF-8"));
}

}  // namespace
}  // namespace bacelab
