#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "experiments/study/scenario/scenario_parts.hpp"
#include "experiments/text/json_place.hpp"
#include "tests/experiments/study/scenario/same_scenario.hpp"
#include "tests/experiments/study/scenario/sample_scenario.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

GpuType gpu_of_world(const std::string& text) {
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
      gpu_of_world(R"({"peak_flops": 1e14, "efficiency": 1, "memory_bytes": 48e9, "power_w": 0})");
  CHECK(least.name.empty());
  CHECK(least.peak_flops == 1e14);
  CHECK(least.efficiency == 1.0);
  CHECK(least.memory_bytes == 48e9);
  CHECK(least.power_w == 0.0);
  CHECK(least.bytes_per_parameter == 16.0);
  const GpuType all = gpu_of_world(
      R"({"name": "own", "peak_flops": 1, "efficiency": 0.5, "memory_bytes": 1, "power_w": 1,
          "bytes_per_parameter": 2.5})");
  CHECK(all.name == "own");
  CHECK(all.bytes_per_parameter == 2.5);
}

TEST_CASE("cluster reader: a GPU's figures keep their bounds", "[scenario]") {
  const std::string all =
      R"({"peak_flops": 1e14, "efficiency": 0.5, "memory_bytes": 48e9, "power_w": 300})";
  const auto said = [&](std::string_view part, std::string_view by) {
    return message_of([&] { gpu_of_world(sample::replaced(all, part, by)); });
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

}  // namespace
}  // namespace bacelab
