#include <catch2/catch.hpp>
#include <string>

#include "experiments/study/world_reader.hpp"
#include "experiments/text/document.hpp"

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

}  // namespace bacelab
