#include "experiments/study/scenario/scenario_parts.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "experiments/text/json_place.hpp"
#include "tests/experiments/study/scenario/same_scenario.hpp"
#include "tests/experiments/study/scenario/sample_scenario.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

Series price(const std::string& text) {
  const JsonDocument document(text, "world.json");
  return read_series(document.root(), "usd_per_kwh", Bounds::at_least(-1.0));
}

std::string price_message(const std::string& text) {
  return message_of([&] { price(text); });
}

std::string capacity_message(const std::string& text) {
  const JsonDocument document(text, "world.json");
  return message_of([&] { read_capacity(document.root(), 6); });
}

TEST_CASE("series reader: times and values", "[scenario]") {
  const Series series = price(R"({"times_s": [0, 0.5, 1e6], "usd_per_kwh": [0.2, -1, 0]})");
  REQUIRE(series.complete() == 3);
  CHECK(series.time(1) == 0.5);
  CHECK(series.at(0.25) == 0.2);
  CHECK(series.at(0.5) == -1.0);
  CHECK(series.at(1e9) == 0.0);
}

TEST_CASE("series reader: capacities are GPUs", "[scenario]") {
  const JsonDocument document(R"({"times_s": [0, 9], "gpus": [6, 0]})", "world.json");
  const Series series = read_capacity(document.root(), 6);
  CHECK(series.at(0.0) == 6.0);
  CHECK(series.at(9.0) == 0.0);
}

TEST_CASE("series reader: times that don't start at 0 or don't ascend are refused", "[scenario]") {
  CHECK(price_message(R"({"times_s": [1], "usd_per_kwh": [1]})") ==
        "world.json: times_s[0] = 1: must be 0, where every series starts");
  CHECK(price_message(R"({"times_s": [0, 3, 3], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: times_s[2] = 3: must be later than the time before it, 3");
  CHECK(price_message(R"({"times_s": [0, 3, 2.5], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: times_s[2] = 2.5: must be later than the time before it, 3");
  CHECK(price_message(R"({"times_s": [0, -1], "usd_per_kwh": [1, 2]})") ==
        "world.json: times_s[1] = -1: must be a number >= 0");
}

TEST_CASE("series reader: there is one value for each time", "[scenario]") {
  const std::string rest = " values, but must have one for each of the 2 times";
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1]})") ==
        "world.json: usd_per_kwh: has 1" + rest);
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1, 2, 3]})") ==
        "world.json: usd_per_kwh: has 3" + rest);
  CHECK(price_message(R"({"times_s": [], "usd_per_kwh": []})") ==
        "world.json: usd_per_kwh: is empty, but must be a list of numbers");
}

TEST_CASE("series reader: values keep their bounds", "[scenario]") {
  CHECK(price_message(R"({"times_s": [0, 1], "usd_per_kwh": [1, -1.5]})") ==
        "world.json: usd_per_kwh[1] = -1.5: must be a number >= -1");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [6, 7]})") ==
        "world.json: gpus[1] = 7: must be at most 6, the GPUs of the region");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [-1, 6]})") ==
        "world.json: gpus[0] = -1: must be an integer >= 0");
  CHECK(capacity_message(R"({"times_s": [0, 1], "gpus": [6, 0.5]})") ==
        "world.json: gpus[1] = 0.5: must be an integer >= 0");
}

TEST_CASE("series reader: other keys are refused", "[scenario]") {
  CHECK(price_message(R"({"times_s": [0], "usd_per_kWh": [1]})") ==
        "world.json: usd_per_kWh: unknown key (did you mean 'usd_per_kwh'?); allowed are times_s, "
        "usd_per_kwh");
  CHECK(price_message(R"({"times_s": [0]})") ==
        "world.json: the key 'usd_per_kwh' is missing; times_s, usd_per_kwh are needed");
  CHECK(price_message("0.2") == "world.json: is a number, but must be an object");
}

GpuType gpu_of(const std::string& text) {
  const JsonDocument document(text, "world.json");
  return scenario_gpu(document.root());
}

/// The cluster of the sample with a part replaced.
Cluster cluster_with(std::string_view part, std::string_view by) {
  const JsonDocument document(sample::scenario_with(part, by), "world.json");
  return scenario_cluster(document.root(), GpuType{});
}

std::string cluster_message(std::string_view part, std::string_view by) {
  return message_of([&] { cluster_with(part, by); });
}

TEST_CASE("cluster reader: a GPU with and without what is optional", "[scenario]") {
  const GpuType least =
      gpu_of(R"({"peak_flops": 1e14, "efficiency": 1, "memory_bytes": 48e9, "power_w": 0})");
  CHECK(least.name.empty());
  CHECK(least.peak_flops == 1e14);
  CHECK(least.efficiency == 1.0);
  CHECK(least.memory_bytes == 48e9);
  CHECK(least.power_w == 0.0);
  CHECK(least.bytes_per_parameter == 16.0);
  const GpuType all = gpu_of(
      R"({"name": "own", "peak_flops": 1, "efficiency": 0.5, "memory_bytes": 1, "power_w": 1,
          "bytes_per_parameter": 2.5})");
  CHECK(all.name == "own");
  CHECK(all.bytes_per_parameter == 2.5);
}

TEST_CASE("cluster reader: a GPU's figures keep their bounds", "[scenario]") {
  const std::string all =
      R"({"peak_flops": 1e14, "efficiency": 0.5, "memory_bytes": 48e9, "power_w": 300})";
  const auto said = [&](std::string_view part, std::string_view by) {
    return message_of([&] { gpu_of(sample::replaced(all, part, by)); });
  };
  CHECK(said("1e14", "0") == "world.json: peak_flops = 0: must be a number > 0");
  CHECK(said("0.5", "1.5") == "world.json: efficiency = 1.5: must be a number in (0, 1]");
  CHECK(said("0.5", "0") == "world.json: efficiency = 0: must be a number in (0, 1]");
  CHECK(said("48e9", "-1") == "world.json: memory_bytes = -1: must be a number > 0");
  CHECK(said("300", "-1") == "world.json: power_w = -1: must be a number >= 0");
  CHECK(said("300}", "1, \"bytes_per_parameter\": 0}") ==
        "world.json: bytes_per_parameter = 0: must be a number > 0");
}

TEST_CASE("cluster reader: regions and links stand in the order of the file", "[scenario]") {
  const Cluster cluster = cluster_with("0.2", "0.25");
  REQUIRE(cluster.regions().size() == 2);
  const Region& tokyo = cluster.regions()[RegionIndex(1)];
  CHECK(cluster.regions()[RegionIndex(0)].price.at(0.0) == 0.25);
  CHECK(tokyo.name == "Tokyo");
  CHECK(tokyo.gpus == 4);
  CHECK(tokyo.price.at(60.0) == -0.1);
  REQUIRE(cluster.links().size() == 1);
  const Link& link = cluster.links()[LinkIndex(0)];
  CHECK(link.a == RegionIndex(1));
  CHECK(link.b == RegionIndex(0));
  CHECK(link.bandwidth.at(0.0) == 1e9);
}

TEST_CASE("cluster reader: what is optional has its defaults", "[scenario]") {
  const Cluster cluster = cluster_with("0.2", "0.2");
  const Region& region = cluster.regions()[RegionIndex(0)];
  CHECK(region.pue == 1.0);
  CHECK_FALSE(region.capacity);
  CHECK_FALSE(region.observed_price);
  const Link& link = cluster.links()[LinkIndex(0)];
  CHECK(link.delay_s == 0.0);
  CHECK(link.transfer_usd_per_gb == 0.0);
  CHECK_FALSE(link.observed_bandwidth);
}

TEST_CASE("cluster reader: what is optional of a region is read", "[scenario]") {
  const Cluster cluster =
      cluster_with(R"("gpus": 6,)",
                   R"("gpus": 6, "pue": 1.5, "capacity": {"times_s": [0, 5], "gpus": [6, 2]},
                      "observed_price": {"times_s": [0], "usd_per_kwh": [-0.5]},)");
  const Region& region = cluster.regions()[RegionIndex(0)];
  CHECK(region.pue == 1.5);
  CHECK(region.capacity.value().at(5.0) == 2.0);
  CHECK(region.observed_price.value().at(0.0) == -0.5);
}

TEST_CASE("cluster reader: a region's GPU type is the scenario's but for its own keys",
          "[scenario]") {
  const auto gpu_with = [](const std::string& keys) {
    const JsonDocument document(
        sample::scenario_with("\"gpus\": 6", "\"gpus\": 6, \"gpu\": {" + keys + "}"), "world.json");
    const GpuType gpu = {"plain", 1e14, 0.5, 48e9, 300.0, 12.0, 0.25};
    const Cluster cluster = scenario_cluster(document.root(), gpu);
    CHECK(sample::same(cluster.regions()[RegionIndex(1)].gpu, gpu));
    return cluster.regions()[RegionIndex(0)].gpu;
  };
  CHECK(sample::same(gpu_with(""), {"plain", 1e14, 0.5, 48e9, 300.0, 12.0, 0.25}));
  CHECK(sample::same(gpu_with(R"("power_w": 0)"), {"plain", 1e14, 0.5, 48e9, 0.0, 12.0, 0.25}));
  CHECK(sample::same(
      gpu_with(R"("name": "H100", "peak_flops": 9e14, "efficiency": 1, "memory_bytes": 80e9,
                  "power_w": 700, "bytes_per_parameter": 18, "idle_power_fraction": 0)"),
      {"H100", 9e14, 1.0, 80e9, 700.0, 18.0, 0.0}));
}

TEST_CASE("cluster reader: a region's GPU type keeps its bounds", "[scenario]") {
  const auto said = [](const std::string& gpu) {
    return cluster_message("\"gpus\": 6", "\"gpus\": 6, \"gpu\": " + gpu);
  };
  const std::string place = "world.json: regions[0].gpu";
  CHECK(said("\"H100\"") == place + " = \"H100\": is a text, but must be an object");
  CHECK(said("{\"peak\": 1}") ==
        place +
            ".peak: unknown key; allowed are name, peak_flops, efficiency, memory_bytes, "
            "power_w, bytes_per_parameter, idle_power_fraction");
  CHECK(said("{\"peak_flops\": 0}") == place + ".peak_flops = 0: must be a number > 0");
  CHECK(said("{\"efficiency\": 0}") == place + ".efficiency = 0: must be a number in (0, 1]");
  CHECK(said("{\"efficiency\": 1.5}") == place + ".efficiency = 1.5: must be a number in (0, 1]");
  CHECK(said("{\"memory_bytes\": -1}") == place + ".memory_bytes = -1: must be a number > 0");
  CHECK(said("{\"power_w\": -1}") == place + ".power_w = -1: must be a number >= 0");
  CHECK(said("{\"bytes_per_parameter\": 0}") ==
        place + ".bytes_per_parameter = 0: must be a number > 0");
  CHECK(said("{\"idle_power_fraction\": 1.5}") ==
        place + ".idle_power_fraction = 1.5: must be a number in [0, 1]");
}

TEST_CASE("cluster reader: what is optional of a link is read", "[scenario]") {
  const Cluster cluster =
      cluster_with(R"("a": "Tokyo",)",
                   R"("a": "Tokyo", "delay_s": 0.25, "transfer_usd_per_gb": 0.02,
                      "observed_bandwidth": {"times_s": [0], "bit_per_s": [0]},)");
  const Link& link = cluster.links()[LinkIndex(0)];
  CHECK(link.delay_s == 0.25);
  CHECK(link.transfer_usd_per_gb == 0.02);
  CHECK(link.observed_bandwidth.value().at(0.0) == 0.0);
}

TEST_CASE("cluster reader: regions and links keep their bounds", "[scenario]") {
  CHECK(cluster_message("\"gpus\": 6", "\"gpus\": 0") ==
        "world.json: regions[0].gpus = 0: must be an integer in [1, 2147483647]");
  CHECK(cluster_message("\"gpus\": 6", "\"gpus\": 6, \"pue\": 0.9") ==
        "world.json: regions[0].pue = 0.9: must be a number >= 1");
  CHECK(cluster_message("[1e9]", "[-1]") ==
        "world.json: links[0].bandwidth.bit_per_s[0] = -1: must be a number >= 0");
  CHECK(cluster_message("\"b\": \"Ireland\"", "\"b\": \"Ireland\", \"delay_s\": -1") ==
        "world.json: links[0].delay_s = -1: must be a number >= 0");
  CHECK(cluster_message("\"b\": \"Ireland\"", "\"b\": \"Ireland\", \"transfer_usd_per_gb\": -1") ==
        "world.json: links[0].transfer_usd_per_gb = -1: must be a number >= 0");
}

TEST_CASE("cluster reader: all GPUs together can be counted", "[scenario]") {
  CHECK(cluster_with("\"gpus\": 6", "\"gpus\": 2147483643").total_gpus() == 2147483647);
  CHECK(cluster_message("\"gpus\": 6", "\"gpus\": 2147483644") ==
        "world.json: regions: have 2147483648 GPUs together, but must have at most 2147483647");
}

TEST_CASE("cluster reader: names given twice are refused", "[scenario]") {
  CHECK(cluster_message("\"name\": \"Tokyo\"", "\"name\": \"Ireland\"") ==
        "world.json: regions[1].name = \"Ireland\": the name of a region is given twice, first at "
        "regions[0].name; it may stand once");
}

TEST_CASE("cluster reader: a link given twice is refused in either direction", "[scenario]") {
  const std::string rest =
      ": a link of these two regions is given twice, first at links[0]; it may stand once";
  const std::string bandwidth = R"("bandwidth": {"times_s": [0], "bit_per_s": [1]}})";
  for (const char* ends :
       {R"("a": "Ireland", "b": "Tokyo", )", R"("a": "Tokyo", "b": "Ireland", )"}) {
    INFO(ends);
    CHECK(cluster_message("\"links\": [{", "\"links\": [{" + (ends + bandwidth) + ", {") ==
          "world.json: links[1]" + rest);
  }
}

TEST_CASE("cluster reader: a link joins two regions that exist", "[scenario]") {
  CHECK(cluster_message("\"b\": \"Ireland\"", "\"b\": \"Tokyo\"") ==
        "world.json: links[0].b = \"Tokyo\": is where the link starts; a link joins two different "
        "regions");
  CHECK(cluster_message("\"b\": \"Ireland\"", "\"b\": \"Irland\"") ==
        "world.json: links[0].b = \"Irland\": is not the name of a region (did you mean "
        "'Ireland'?); there are Ireland, Tokyo");
}

TEST_CASE("cluster reader: unknown and missing keys are refused", "[scenario]") {
  CHECK(cluster_message("\"gpus\": 6", "\"gpus\": 6, \"power\": 1") ==
        "world.json: regions[0].power: unknown key; allowed are name, gpus, price, gpu, pue, "
        "capacity, observed_price, internal_bit_per_s");
  CHECK(cluster_message("\"gpus\": 6, ", "") ==
        "world.json: regions[0]: the key 'gpus' is missing; name, gpus, price are needed");
  CHECK(cluster_message("\"b\": \"Ireland\"", "\"b\": \"Ireland\", \"delay_ms\": 1") ==
        "world.json: links[0].delay_ms: unknown key (did you mean 'delay_s'?); allowed are a, b, "
        "bandwidth, delay_s, observed_bandwidth, transfer_usd_per_gb");
}

std::string workload_message(std::string_view part, std::string_view by) {
  return message_of([&] { sample::read(sample::scenario_with(part, by)); });
}

Template model_with(std::string_view part, std::string_view by) {
  const Scenario scenario = sample::read(sample::scenario_with(part, by));
  return (*scenario.templates)[TemplateIndex(0)];
}

TEST_CASE("workload reader: a template with defaults for what is optional", "[scenario]") {
  const Template model = model_with("\"layers\": 8", "\"layers\": 9");
  CHECK(model.name == "small");
  CHECK(model.layers == 9);
  CHECK(model.hidden == 512.0);
  CHECK(model.sequence == 256.0);
  CHECK(model.vocabulary == 1000.0);
  CHECK(model.parameters == 3e7);
  CHECK(model.micro_batches == 4);
  CHECK(model.micro_batch == 1);
  CHECK(model.recompute);
  CHECK_FALSE(model.max_stages);
  CHECK(model.layer_parameters == 12.0 * 512.0 * 512.0);
  CHECK(model.attention_width == 512.0);
  CHECK(model.tensor_parallel == 1);
  CHECK(model.tensor_efficiency == 1.0);
  CHECK(model.data_parallel == 1);
}

TEST_CASE("workload reader: what is optional of a template is read", "[scenario]") {
  const Template model =
      model_with("\"layers\": 8",
                 "\"layers\": 8, \"micro_batch\": 2, \"recompute\": false, \"max_stages\": 4, "
                 "\"layer_parameters\": 1e6, \"attention_width\": 640, \"tensor_parallel\": 2, "
                 "\"tensor_efficiency\": 0.75, \"data_parallel\": 3");
  CHECK(model.micro_batch == 2);
  CHECK_FALSE(model.recompute);
  CHECK(model.max_stages == 4);
  CHECK(model.layer_parameters == 1e6);
  CHECK(model.attention_width == 640.0);
  CHECK(model.tensor_parallel == 2);
  CHECK(model.tensor_efficiency == 0.75);
  CHECK(model.data_parallel == 3);
  CHECK_FALSE(model_with("\"layers\": 8", "\"layers\": 8, \"max_stages\": null").max_stages);
}

TEST_CASE("workload reader: a template's figures keep their bounds", "[scenario]") {
  const std::string place = "world.json: templates[0].";
  const std::string count = ": must be an integer in [1, 1000000000]";
  CHECK(workload_message("\"layers\": 8", "\"layers\": 0") == place + "layers = 0" + count);
  CHECK(workload_message("\"layers\": 8", "\"layers\": 1.5") == place + "layers = 1.5" + count);
  CHECK(workload_message("\"micro_batches\": 4", "\"micro_batches\": 1000000001") ==
        place + "micro_batches = 1000000001" + count);
  for (const char* key : {"micro_batch", "max_stages"}) {
    const std::string name = key;
    CHECK(workload_message("\"layers\": 8", "\"layers\": 8, \"" + name + "\": 0") ==
          place + name + " = 0" + count);
  }
  for (const char* given :
       {"\"hidden\": 512", "\"sequence\": 256", "\"vocabulary\": 1000", "\"parameters\": 3e7"}) {
    const std::string text = given;
    const std::string name = text.substr(1, text.find('"', 1) - 1);
    CHECK(workload_message(given, "\"" + name + "\": 0") ==
          place + name + " = 0: must be a number > 0");
  }
  for (const char* key : {"layer_parameters", "attention_width"}) {
    const std::string name = key;
    CHECK(workload_message("\"layers\": 8", "\"layers\": 8, \"" + name + "\": 0") ==
          place + name + " = 0: must be a number > 0");
  }
}

TEST_CASE("workload reader: the degrees of parallelism keep their bounds", "[scenario]") {
  const auto said = [](const std::string& key, const std::string& value) {
    return workload_message("\"layers\": 8", "\"layers\": 8, \"" + key + "\": " + value);
  };
  const std::string place = "world.json: templates[0].";
  for (const std::string key : {"tensor_parallel", "data_parallel"}) {
    const std::string most = key == "tensor_parallel" ? "1000" : "1000000";
    for (const std::string& value :
         {std::string("0"), std::string("-1"), std::string("1.5"), most + "1"}) {
      CHECK(said(key, value) ==
            place + key + " = " + value + ": must be an integer in [1, " + most + "]");
    }
  }
  for (const std::string value : {"0", "-1", "1.5"}) {
    CHECK(said("tensor_efficiency", value) ==
          place + "tensor_efficiency = " + value + ": must be a number in (0, 1]");
  }
}

TEST_CASE("workload reader: jobs stand by ascending id", "[scenario]") {
  const Scenario scenario = sample::read(sample::scenario_text);
  REQUIRE(scenario.jobs.size() == 2);
  CHECK(scenario.jobs[JobIndex(0)].id == 3);
  CHECK(scenario.jobs[JobIndex(1)].id == 7);
  CHECK(scenario.jobs[JobIndex(1)].arrival_s == 10.0);
  CHECK(scenario.jobs[JobIndex(1)].iterations == 2.5);
}

TEST_CASE("workload reader: ids are any integers of 64 bits", "[scenario]") {
  const std::string text = sample::scenario_with("\"id\": 7", "\"id\": -9223372036854775808");
  const Scenario scenario = sample::read(sample::replaced(text, "\"id\": 3", "\"id\": 0"));
  CHECK(scenario.jobs[JobIndex(0)].id == std::numeric_limits<std::int64_t>::min());
  CHECK(workload_message("\"id\": 7", "\"id\": 9223372036854775808") ==
        "world.json: jobs[0].id = 9223372036854775808: must be an integer");
}

TEST_CASE("workload reader: names and ids given twice are refused", "[scenario]") {
  CHECK(workload_message("\"id\": 3", "\"id\": 7.0") ==
        "world.json: jobs[1].id = 7.0: the id of a job is given twice, first at jobs[0].id; it may "
        "stand once");
  const auto start = sample::scenario_text.find("{\"name\": \"small\"");
  const auto end = sample::scenario_text.find('}', start) + 1;
  const std::string model = sample::scenario_text.substr(start, end - start);
  CHECK(workload_message(model, model + ", " + model) ==
        "world.json: templates[1].name = \"small\": the name of a template is given twice, first "
        "at templates[0].name; it may stand once");
}

TEST_CASE("workload reader: jobs keep their bounds and name a template", "[scenario]") {
  CHECK(workload_message("\"arrival_s\": 10", "\"arrival_s\": -1") ==
        "world.json: jobs[0].arrival_s = -1: must be a number >= 0");
  CHECK(workload_message("\"iterations\": 2.5", "\"iterations\": 0") ==
        "world.json: jobs[0].iterations = 0: must be a number > 0");
  CHECK(
      workload_message("\"id\": 7, \"template\": \"small\"", "\"id\": 7, \"template\": \"smal\"") ==
      "world.json: jobs[0].template = \"smal\": is not the name of a template (did you mean "
      "'small'?); there are small");
  CHECK(workload_message("\"iterations\": 2.5", "\"iterations\": 2.5, \"priority\": 1") ==
        "world.json: jobs[0].priority: unknown key; allowed are id, template, arrival_s, "
        "iterations");
}

TEST_CASE("workload reader: a job that can never run is refused", "[scenario]") {
  CHECK(workload_message("\"parameters\": 3e7", "\"parameters\": 3e12") ==
        "world.json: jobs[0]: job 7 of template 'small' can never run: no allowed number of stages "
        "fits into the GPU's memory");
  // 16 bytes a parameter on GPUs of 48 GB, filled to 0.9: 1.2e10 parameters are 5 stages or more.
  const std::string few = sample::replaced(sample::scenario_with("\"gpus\": 6", "\"gpus\": 1"),
                                           "\"gpus\": 4", "\"gpus\": 3");
  const std::string large = sample::replaced(few, "\"parameters\": 3e7", "\"parameters\": 1.2e10");
  CHECK(message_of([&] { sample::read(large); }) ==
        "world.json: jobs[0]: job 7 of template 'small' can never run: it needs at least 8 GPUs "
        "and the cluster has 4");
}

TEST_CASE("workload reader: a job that can't be computed with is refused", "[scenario]") {
  const std::string slow = sample::scenario_with("1e14", "1e-14");
  const std::string endless =
      sample::replaced(slow, "\"iterations\": 2.5", "\"iterations\": 1e300");
  CHECK_THAT(message_of([&] { sample::read(endless); }),
             Catch::StartsWith("world.json: jobs[0]: job 7 of template 'small' would run for inf s "
                               "and demand ") &&
                 Catch::Contains("which can't be computed with"));
  CHECK_THAT(workload_message("\"iterations\": 2.5", "\"iterations\": 5e-324"),
             Catch::Contains("which can't be computed with"));
}

}  // namespace
}  // namespace bacelab
