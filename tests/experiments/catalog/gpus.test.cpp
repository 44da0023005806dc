#include "experiments/catalog/gpus.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("catalog: figures of GPUs are those of their data sheets", "[catalog][reference]") {
  struct Published {
    const char* name;
    double dense_bf16_flops;
    double memory_bytes;
    double power_w;
  };
  const Published published[] = {{"RTX A6000", 154.8e12, 48e9, 300.0},
                                 {"A100", 312e12, 80e9, 400.0},
                                 {"H100", 989.4e12, 80e9, 700.0}};
  REQUIRE(gpu_catalog().size() == std::size(published));
  for (std::size_t i = 0; i < std::size(published); ++i) {
    const GpuType& gpu = gpu_catalog()[i];
    INFO(gpu.name);
    CHECK(gpu.name == published[i].name);
    CHECK(gpu.peak_flops == Approx(published[i].dense_bf16_flops).epsilon(1e-12));
    CHECK(gpu.memory_bytes == published[i].memory_bytes);
    CHECK(gpu.power_w == published[i].power_w);
    CHECK(gpu.efficiency == 0.4);
    CHECK(gpu.bytes_per_parameter == 16.0);
  }
}

}  // namespace bacelab
