#include "core/workload/template.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

/// A GPT of Narayanan et al. 2021: p = 12 h^2, a = h, s = 2048, V = 51200.
Template gpt(int layers, double hidden, int batch) {
  Template model;
  model.layers = layers;
  model.hidden = hidden;
  model.sequence = 2048.0;
  model.vocabulary = 51200.0;
  model.micro_batch = batch;
  model.layer_parameters = 12.0 * hidden * hidden;
  model.attention_width = hidden;
  return model;
}

struct Row {
  double parameters_e9;
  double hidden;
  int layers;
  int gpus;
  int batch;
  double tflops_per_gpu;
  double flops;  ///< of an iteration: equation (3) in integer arithmetic, by another program
};

// Table 1 of arXiv 2104.04473. All with recomputation; TP and PP don't enter F.
const Row megatron_table_1[] = {
    {1.7, 2304, 24, 32, 512, 137, 15466830067924992.0},
    {3.6, 3072, 30, 64, 512, 138, 32655495344947200.0},
    {7.5, 4096, 36, 128, 512, 142, 67184558503624704.0},
    {18.4, 6144, 40, 256, 1024, 135, 324839715310141440.0},
    {39.1, 8192, 48, 512, 1536, 138, 1021226399878348800.0},
    {76.1, 10240, 60, 1024, 1792, 140, 2302047495074611200.0},
    {145.6, 12288, 80, 1536, 2304, 148, 5641682123048878080.0},
    {310.1, 16384, 96, 1920, 2160, 155, 11194006936108400640.0},
    {529.6, 20480, 105, 2520, 2520, 163, 22215941676859392000.0},
    {1008.0, 25600, 128, 3072, 3072, 163, 51390513775273574400.0},
};

/// Equation (2) of the paper: parameters of the whole model.
double parameters(const Row& row) {
  return 12.0 * row.layers * row.hidden * row.hidden *
         (1.0 + 13.0 / (12.0 * row.hidden) + (51200.0 + 2048.0) / (12.0 * row.layers * row.hidden));
}

/// Days to train on this many tokens at the achieved speed.
double training_days(const Template& model, double tokens, double flops_per_second) {
  const double iterations = tokens / (model.micro_batch * model.sequence);
  return iterations * micro_batch_flops(model) / flops_per_second / 86400.0;
}

}  // namespace

TEST_CASE("FLOPs of the models of Megatron-LM's Table 1") {
  for (const Row& row : megatron_table_1) {
    INFO(row.parameters_e9 << "e9 parameters");
    CHECK(micro_batch_flops(gpt(row.layers, row.hidden, row.batch)) ==
          Approx(row.flops).epsilon(1e-13));
  }
}

TEST_CASE("FLOPs are equations (2) and (3) of Narayanan et al. for any size") {
  for (const Row& row : megatron_table_1) {
    Template model = gpt(row.layers, row.hidden, row.batch);
    const double L = row.layers;
    const double h = row.hidden;
    const double tokens = row.batch * 2048.0;
    const double with = 1.0 + 2048.0 / (6.0 * h) + 51200.0 / (16.0 * L * h);
    const double without = 1.0 + 2048.0 / (6.0 * h) + 51200.0 / (12.0 * L * h);
    CHECK(micro_batch_flops(model) == Approx(96.0 * tokens * L * h * h * with).epsilon(1e-13));
    model.recompute = false;
    CHECK(micro_batch_flops(model) == Approx(72.0 * tokens * L * h * h * without).epsilon(1e-13));
  }
}

TEST_CASE("FLOPs of Table 1 are a little over 8 a parameter and token") {
  // 8 P is the leading term with recomputation (2 forward, 2 again, 4 backward); the parameter
  // counts of the table show that its rows are read rightly.
  for (const Row& row : megatron_table_1) {
    INFO(row.parameters_e9 << "e9 parameters");
    CHECK(parameters(row) / 1e9 == Approx(row.parameters_e9).epsilon(0.03));
    const double leading = 8.0 * parameters(row) * row.batch * 2048.0;
    const double ratio = micro_batch_flops(gpt(row.layers, row.hidden, row.batch)) / leading;
    CHECK(ratio > 1.0);
    CHECK(ratio < 1.12);
  }
}

TEST_CASE("training times of Narayanan et al. to 3 percent") {
  // They publish 8 T P / (n X), without attention and output layer: 34 days for 175e9 parameters
  // and 300e9 tokens at 1024 * 140 TFLOP/s; 84 days for 1008e9 and 450e9 at 3072 * 163.
  CHECK(training_days(gpt(96, 12288, 1536), 300e9, 1024 * 140e12) == Approx(34.0).epsilon(0.03));
  CHECK(training_days(gpt(128, 25600, 3072), 450e9, 3072 * 163e12) == Approx(84.0).epsilon(0.03));
}

TEST_CASE("own layer parameters and attention width replace the defaults of a GPT") {
  Template model = gpt(2, 10.0, 3);
  model.sequence = 7.0;
  model.vocabulary = 11.0;
  model.layer_parameters = 1000.0;
  model.attention_width = 20.0;
  // tokens = 21: 6*21*2*1000 + 12*21*7*2*20 = 252000 + 70560; output 6*21*10*11 = 13860.
  CHECK(micro_batch_flops(model) == Approx(322560.0 * 4.0 / 3.0 + 13860.0).epsilon(1e-14));
  model.recompute = false;
  CHECK(micro_batch_flops(model) == 336420.0);
}

TEST_CASE("the forward pass is a third, or a quarter with recomputation") {
  Template model = gpt(2, 10.0, 1);
  CHECK(forward_share(model) == 0.25);
  model.recompute = false;
  CHECK(forward_share(model) == 1.0 / 3.0);
}

TEST_CASE("bytes across a boundary and activations kept") {
  Template model = gpt(2, 10.0, 3);
  model.sequence = 7.0;
  CHECK(boundary_bytes(model) == 420.0);    // 2 * 3 * 7 * 10
  CHECK(activation_bytes(model) == 420.0);  // one copy of the input
  model.recompute = false;
  CHECK(activation_bytes(model) == 7140.0);  // 34 * 3 * 7 * 10
}

}  // namespace bacelab
