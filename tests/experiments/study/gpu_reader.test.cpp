#include "experiments/study/gpu_reader.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "experiments/text/document.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

GpuType gpu_of(const char* keys) {
  return read_gpu(ConfigDocument::parse(keys, "study.toml").root());
}

}  // namespace

TEST_CASE("gpu: the type has the catalog's figures", "[study]") {
  CHECK(gpu_of("").name == "RTX A6000");
  const GpuType h100 = gpu_of("type = \"H100\"");
  CHECK(h100.peak_flops == 9.894e14);
  CHECK(h100.memory_bytes == 80e9);
  CHECK(h100.power_w == 700.0);
  CHECK(h100.efficiency == 0.4);
  CHECK(h100.bytes_per_parameter == 16.0);
}

TEST_CASE("gpu: each property may be overridden", "[study]") {
  const GpuType gpu = gpu_of(
      "type = \"A100\"\npeak_flops = 1e14\nefficiency = 0.5\nmemory_bytes = 4e10\npower_w = 250\n"
      "bytes_per_parameter = 18");
  CHECK(gpu.name == "A100");
  CHECK(gpu.peak_flops == 1e14);
  CHECK(gpu.efficiency == 0.5);
  CHECK(gpu.memory_bytes == 4e10);
  CHECK(gpu.power_w == 250.0);
  CHECK(gpu.bytes_per_parameter == 18.0);
}

TEST_CASE("gpu: a new type has only its own properties", "[study]") {
  const GpuType gpu = gpu_of("type = \"own\"\npeak_flops = 2e14\nmemory_bytes = 1e10\npower_w = 0");
  CHECK(gpu.name == "own");
  CHECK(gpu.peak_flops == 2e14);
  CHECK(gpu.power_w == 0.0);
  for (const char* missing : {"peak_flops", "memory_bytes", "power_w"}) {
    ConfigDocument document = ConfigDocument::parse("type = \"own\"", "study.toml");
    for (const char* key : {"peak_flops", "memory_bytes", "power_w"}) {
      if (std::string(key) != missing) document.set(std::string(key) + "=1e9");
    }
    CHECK_THROWS_WITH(read_gpu(document.root()),
                      Catch::Contains(std::string(missing) + ": is missing"));
  }
}

namespace {

const GpuType of_study = {"A100", 3e14, 0.5, 8e10, 400.0, 18.0, 0.25};

/// The type of the region whose keys stand first in the text.
std::optional<GpuType> region_gpu_of(const std::string& text) {
  const ConfigSection root = ConfigDocument::parse("[region.A]\n" + text, "study.toml").root();
  const ConfigSection region = root.table("region", "Regions").table("A", "A region");
  return read_region_gpu(region, gpu_type_names(root), of_study);
}

std::string region_message(const std::string& text) {
  return message_of([&] { region_gpu_of(text); });
}

}  // namespace

TEST_CASE("region's gpu: none of its own unless it names one", "[study]") {
  CHECK_FALSE(region_gpu_of(""));
  CHECK_FALSE(region_gpu_of("[gpu_types.H100]\npower_w = 500\n"));
}

TEST_CASE("region's gpu: a type of the catalog, and what the catalog does not say as in [gpu]",
          "[study]") {
  const GpuType h100 = region_gpu_of("gpu = \"H100\"").value();
  CHECK(h100.name == "H100");
  CHECK(h100.peak_flops == 9.894e14);
  CHECK(h100.memory_bytes == 80e9);
  CHECK(h100.power_w == 700.0);
  CHECK(h100.efficiency == 0.5);
  CHECK(h100.bytes_per_parameter == 18.0);
  CHECK(h100.idle_power_fraction == 0.25);
}

TEST_CASE("region's gpu: each property of a type may be changed", "[study]") {
  const GpuType gpu = region_gpu_of(
                          "gpu = \"H100\"\n[gpu_types.H100]\npeak_flops = 1e15\nefficiency = 0.3\n"
                          "memory_bytes = 9e10\npower_w = 650\nbytes_per_parameter = 16\n"
                          "idle_power_fraction = 1\n")
                          .value();
  CHECK(gpu.name == "H100");
  CHECK(gpu.peak_flops == 1e15);
  CHECK(gpu.efficiency == 0.3);
  CHECK(gpu.memory_bytes == 9e10);
  CHECK(gpu.power_w == 650.0);
  CHECK(gpu.bytes_per_parameter == 16.0);
  CHECK(gpu.idle_power_fraction == 1.0);
}

TEST_CASE("region's gpu: a new type has its own figures, all of them", "[study]") {
  const GpuType gpu = region_gpu_of(
                          "gpu = \"B\"\n[gpu_types.B]\npeak_flops = 2e15\nmemory_bytes = 2e11\n"
                          "power_w = 1000\n")
                          .value();
  CHECK(gpu.name == "B");
  CHECK(gpu.peak_flops == 2e15);
  CHECK(gpu.efficiency == 0.5);
  CHECK(region_message("gpu = \"B\"\n[gpu_types.B]\npeak_flops = 2e15\nmemory_bytes = 2e11\n") ==
        "study.toml:3: gpu_types.B.power_w: is missing; must be a number >= 0, in W; add 'power_w "
        "= ...' in the table [gpu_types.B]");
}

TEST_CASE("region's gpu: another name is refused with the nearest", "[study]") {
  CHECK_THAT(
      region_message("gpu = \"H10\""),
      Catch::StartsWith("study.toml:2: region.A.gpu = \"H10\": must be one of RTX A6000, ") &&
          Catch::Contains("did you mean 'H100'?"));
  CHECK_THAT(region_message("gpu = \"own\""), Catch::Contains("must be one of RTX A6000"));
  CHECK_THAT(region_message("gpu = \"mines\"\n[gpu_types.mine]\npower_w = 1\n"),
             Catch::Contains("MI300X, mine") && Catch::Contains("did you mean 'mine'?"));
  CHECK_THAT(region_message("gpu = 16"), Catch::Contains("is an integer, but must be one of"));
}

TEST_CASE("region's gpu: the figures of a type keep their bounds", "[study]") {
  const auto said = [](const std::string& key) {
    return region_message("gpu = \"H100\"\n[gpu_types.H100]\n" + key);
  };
  const std::string place = "study.toml:4: gpu_types.H100.";
  CHECK(said("peak_flops = 0") == place + "peak_flops = 0: must be a number > 0, in FLOP/s");
  CHECK(said("efficiency = 0") == place + "efficiency = 0: must be a number in (0, 1]");
  CHECK(said("efficiency = 1.5") == place + "efficiency = 1.5: must be a number in (0, 1]");
  CHECK(said("memory_bytes = -1") == place + "memory_bytes = -1: must be a number > 0, in B");
  CHECK(said("power_w = -1") == place + "power_w = -1: must be a number >= 0, in W");
  CHECK(said("bytes_per_parameter = 0") ==
        place + "bytes_per_parameter = 0: must be a number > 0, in B");
  CHECK(said("idle_power_fraction = 1.5") ==
        place + "idle_power_fraction = 1.5: must be a number in [0, 1]");
}

TEST_CASE("region's gpu: a type that no region has is refused", "[study]") {
  const auto said = [](const std::string& text) {
    const ConfigSection root = ConfigDocument::parse(text, "study.toml").root();
    return message_of([&] { require_gpu_types_named(root, {"H100", "mine"}); });
  };
  CHECK(said("").empty());
  CHECK(said("[gpu_types.mine]\n[gpu_types.H100]\n").empty());
  CHECK(
      said("[gpu_types.mine]\n[gpu_types.H10]\n") ==
      "study.toml:2: gpu_types.H10: no region has a GPU type of that name (did you mean 'H100'?); "
      "allowed: a name in region.NAME.gpu");
}

}  // namespace bacelab
