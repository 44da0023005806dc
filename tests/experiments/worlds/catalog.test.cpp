#include "experiments/worlds/catalog.hpp"

#include <catch2/catch.hpp>
#include <iterator>
#include <string>

namespace bacelab {

TEST_CASE("catalog: figures of GPUs are those of their data sheets", "[catalog][reference]") {
  struct Published {
    const char* name;
    double dense_bf16_flops;
    double memory_bytes;
    double power_w;
  };
  const Published published[] = {
      {"RTX A6000", 154.8e12, 48e9, 300.0}, {"A100", 312e12, 80e9, 400.0},
      {"H100", 989.4e12, 80e9, 700.0},      {"A100 40GB", 312e12, 40e9, 400.0},
      {"H100 PCIe", 756e12, 80e9, 350.0},   {"H200", 1978.8e12 / 2, 141e9, 700.0},
      {"L40S", 362.05e12, 48e9, 350.0},     {"V100", 125e12, 32e9, 300.0},
      {"A10G", 70e12, 24e9, 300.0},         {"RTX 4090", 165.2e12, 24e9, 450.0},
      {"MI300X", 1307.4e12, 192e9, 750.0}};
  CHECK(std::size(published) == gpu_catalog().names().size());
  for (const Published& expected : published) {
    INFO(expected.name);
    const GpuType& gpu = gpu_catalog().at(expected.name, "GPU");
    CHECK(gpu.peak_flops == Approx(expected.dense_bf16_flops).epsilon(1e-12));
    CHECK(gpu.memory_bytes == expected.memory_bytes);
    CHECK(gpu.power_w == expected.power_w);
  }
}

TEST_CASE("catalog: every GPU has its figures in the units of the program", "[catalog]") {
  for (const GpuType& gpu : gpu_catalog()) {
    INFO(gpu.name);
    CHECK((gpu.peak_flops >= 1e12 && gpu.peak_flops <= 1e17));
    CHECK((gpu.memory_bytes >= 1e9 && gpu.memory_bytes <= 1e13));
    CHECK((gpu.power_w >= 10.0 && gpu.power_w <= 1e5));
    CHECK(gpu.efficiency == 0.4);
    CHECK(gpu.bytes_per_parameter == 16.0);
  }
}

namespace {

const Template& model(const std::string& name) { return template_catalog().at(name, "template"); }

}  // namespace

TEST_CASE("catalog: parameters are those published", "[catalog][reference]") {
  struct Published {
    const char* name;
    double parameters;
    double tolerance;
  };
  // Model cards and reports; Gemma without its vision part; Falcon-40B counts 41.3e9.
  const Published published[] = {
      {"qwen2.5-14b", 14.7e9, 0.01},    {"qwen2.5-32b", 32.5e9, 0.01},
      {"gemma-3-27b", 27.0e9, 0.005},   {"falcon-40b", 41.3e9, 0.005},
      {"llama-3.1-70b", 70.6e9, 0.002}, {"flm-101b", 101e9, 0.01},
      {"qwen2.5-1.5b", 1.54e9, 0.005},  {"qwen2.5-3b", 3.09e9, 0.005},
      {"qwen2.5-7b", 7.61e9, 0.005},
  };
  for (const Published& expected : published) {
    INFO(expected.name);
    const double parameters = model(expected.name).parameters;
    CHECK(std::abs(parameters / expected.parameters - 1.0) < expected.tolerance);
  }
}

TEST_CASE("catalog: parameters are layers and embeddings", "[catalog]") {
  for (const Template& known : template_catalog()) {
    INFO(known.name);
    const double embeddings = known.parameters - known.layers * known.layer_parameters;
    const double matrices = embeddings / (known.vocabulary * known.hidden);
    CHECK((matrices == Approx(1.0).epsilon(1e-6) || matrices == Approx(2.0).epsilon(1e-6)));
  }
}

TEST_CASE("catalog: shapes of two models, by hand", "[catalog][reference]") {
  // Llama 3.1 70B (arXiv 2407.21783, table 3): 80 layers, 8192 wide, 64 heads and 8 key-value heads
  // of 128, 28,672 in its gated MLP.
  const Template& llama = model("llama-3.1-70b");
  CHECK(llama.layers == 80);
  CHECK(llama.hidden == 8192);
  CHECK(llama.vocabulary == 128256);
  CHECK(llama.attention_width == 8192);
  CHECK(llama.layer_parameters == 2.0 * 8192 * 8192 + 2.0 * 8192 * 1024 + 3.0 * 8192 * 28672);
  // Gemma 3 27B: its attention is narrower than the model.
  CHECK(model("gemma-3-27b").attention_width == 32 * 128);
  CHECK(model("gemma-3-27b").hidden == 5376);
}

TEST_CASE("catalog: training is the study's business", "[catalog]") {
  for (const Template& known : template_catalog()) {
    INFO(known.name);
    CHECK((known.sequence >= 1 && known.sequence <= 4096));
    CHECK(known.micro_batch == 1);
    CHECK(known.recompute);
    CHECK_FALSE(known.max_stages);
  }
}

}  // namespace bacelab
