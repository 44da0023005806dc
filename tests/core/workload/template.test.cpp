#include "core/workload/template.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using testing::unit_gpu;
using testing::unit_plan;
using testing::unit_template;

std::vector<int> stage_counts(const StagePlan& plan) {
  std::vector<int> counts;
  for (const StageOption& option : plan.options()) counts.push_back(option.stages);
  return counts;
}

/// K up to k* by trying every k from 1 to L: useful if no smaller count has as short a stage.
std::vector<int> by_brute_force(const Template& model, const GpuType& gpu,
                                const PipelineModel& pipeline) {
  std::vector<int> counts;
  int shortest = model.layers + 1;
  for (int k = 1; k <= model.layers; ++k) {
    int largest = 0;
    while (largest * k < model.layers) ++largest;
    if (largest >= shortest) continue;
    shortest = largest;
    const int M = model.micro_batches;
    const int flying = pipeline.schedule == Schedule::gpipe ? M
                       : pipeline.schedule == Schedule::overlapped
                           ? std::min(M, 2 * k)
                           : std::min(M, k + pipeline.extra_warmup);
    const double kept = (model.recompute ? 2.0 : 34.0) * model.micro_batch * model.sequence *
                        model.hidden * largest * flying;
    const double memory = model.parameters * gpu.bytes_per_parameter / k + kept;
    if (memory <= 0.9 * gpu.memory_bytes && k <= model.max_stages.value_or(k)) counts.push_back(k);
  }
  long best_length = -1;
  std::size_t best = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const long largest = (model.layers + counts[i] - 1) / counts[i];
    const long k = counts[i];
    const long M = model.micro_batches;
    // Twelve times MODEL.md's, whole numbers.
    const long longest = pipeline.schedule != Schedule::zero_bubble ? 12 * (k + M - 1)
                         : model.recompute ? std::max(12 * M + 6 * (k - 1), 3 * M + 9 * k)
                                           : std::max(12 * M + 4 * (k - 1), 4 * M + 8 * k);
    const long length = longest * largest;
    if (best_length >= 0 && length >= best_length) continue;
    best_length = length;
    best = i;
  }
  if (!counts.empty()) counts.resize(best + 1);
  return counts;
}

}  // namespace

TEST_CASE("stage counts are the members of ceil(L/l), up to the fastest") {
  // L = 10: ceil(10/l) = 10, 5, 4, 3, 2, 1.
  CHECK(stage_counts(unit_plan(unit_template(10, 100))) == std::vector<int>{1, 2, 3, 4, 5, 10});
  // M = 3: (k + 2) ceil(10/k): 30, 20, 20, 18, 14, 12.
  CHECK(stage_counts(unit_plan(unit_template(10, 3))).back() == 10);
  // M = 1: k ceil(10/k): 10, 10, 12, ... : ties to the smaller k.
  CHECK(stage_counts(unit_plan(unit_template(10, 1))) == std::vector<int>{1});
  // M = 2: (k + 1) ceil(10/k): 20, 15, 16, 15, 12, 11.
  CHECK(unit_plan(unit_template(10, 2)).best().stages == 10);
  // L = 4, M = 2: 8, 6, 5.
  CHECK(unit_plan(unit_template(4, 2)).best().stages == 4);
  // L = 6, M = 2: (k + 1) ceil(6/k): 12, 9, 8, 7.
  CHECK(stage_counts(unit_plan(unit_template(6, 2))) == std::vector<int>{1, 2, 3, 6});
}

TEST_CASE("a model of a thousand million layers has its stage counts at once") {
  GpuType gpu = unit_gpu();
  gpu.memory_bytes = 1e30;
  const auto plan = make_stage_plan(unit_template(1'000'000'000, 1'000'000'000), gpu, {});
  REQUIRE(plan);
  // 1 to 31,622 or so one by one, then ceil(L/l) for l below that.
  CHECK(plan->options().size() > 60'000);
  CHECK(plan->options().size() < 64'000);
  CHECK(plan->best().stages == 1'000'000'000);
}

TEST_CASE("max_stages cuts the stage counts") {
  Template model = unit_template(10, 100);
  model.max_stages = 4;
  CHECK(stage_counts(unit_plan(model)) == std::vector<int>{1, 2, 3, 4});
  model.max_stages = 9;
  CHECK(unit_plan(model).best().stages == 5);
  model.max_stages = 99;
  CHECK(unit_plan(model).best().stages == 10);
}

TEST_CASE("memory forbids small stage counts") {
  const StagePlan plan = unit_plan(unit_template(10, 100, 3));
  CHECK(plan.k_min() == 3);
  CHECK(stage_counts(plan) == std::vector<int>{3, 4, 5, 10});
}

TEST_CASE("a template that fits nowhere has no plan") {
  Template model = unit_template(10, 100, 11);
  CHECK_FALSE(make_stage_plan(model, unit_gpu(), {}));
  model = unit_template(10, 100, 4);
  model.max_stages = 3;
  CHECK_FALSE(make_stage_plan(model, unit_gpu(), {}));
}

TEST_CASE("memory of the first stage holds states and the micro-batches in flight") {
  Template model = unit_template(10, 12);
  model.parameters = 1000.0;
  model.hidden = 5.0;  // g = 2 b s h = 10 bytes
  const GpuType gpu = unit_gpu();
  // k = 4: ceil(10/4) = 3 layers; states 16000 / 4.
  CHECK(first_stage_memory(model, gpu, {Schedule::overlapped, 0}, 4) == 4000.0 + 3 * 10 * 8);
  CHECK(first_stage_memory(model, gpu, {Schedule::gpipe, 0}, 4) == 4000.0 + 3 * 10 * 12);
  CHECK(first_stage_memory(model, gpu, {Schedule::one_f_one_b, 0}, 4) == 4000.0 + 3 * 10 * 4);
  CHECK(first_stage_memory(model, gpu, {Schedule::one_f_one_b, 3}, 4) == 4000.0 + 3 * 10 * 7);
  CHECK(first_stage_memory(model, gpu, {Schedule::one_f_one_b, 30}, 4) == 4000.0 + 3 * 10 * 12);
  CHECK(first_stage_memory(model, gpu, {Schedule::overlapped, 0}, 10) == 1600.0 + 10 * 12);
  model.recompute = false;
  CHECK(first_stage_memory(model, gpu, {Schedule::overlapped, 0}, 4) == 4000.0 + 3 * 170 * 8);
}

TEST_CASE("memory may fill nine tenths of the GPU, to the byte") {
  Template model = unit_template(1, 1);
  GpuType gpu = unit_gpu();
  gpu.memory_bytes = 1000.0;
  gpu.bytes_per_parameter = 1.0;
  model.parameters = 899.0;  // and 1 byte of activations
  CHECK(make_stage_plan(model, gpu, {}));
  model.parameters = 899.5;
  CHECK_FALSE(make_stage_plan(model, gpu, {}));
}

TEST_CASE("c(k) and d(k) of a unit template") {
  const StagePlan plan = unit_plan(unit_template(10, 100));
  const std::vector<double> c = {10.0, 5.0, 4.0, 3.0, 2.0, 1.0};
  for (std::size_t i = 0; i < c.size(); ++i) {
    CHECK(plan.options()[i].stage_time_s == Approx(c[i]).epsilon(1e-15));
    CHECK(plan.options()[i].demand_bit_per_s == Approx(8.0 / c[i]).epsilon(1e-15));
  }
  CHECK(plan.boundary_bytes() == 1.0);
  CHECK(plan.micro_batches().count == 100);
  CHECK(plan.micro_batches().forward_share == 0.25);
  CHECK(plan.ideal_iteration_s() == Approx(109.0).epsilon(1e-15));
  // gpipe hides a transfer behind the forward pass alone, a quarter of c.
  const StagePlan gpipe = unit_plan(unit_template(4, 5), {Schedule::gpipe, 0});
  CHECK(gpipe.best().demand_bit_per_s == 32.0);
}

TEST_CASE("efficiency divides the speed") {
  GpuType gpu = unit_gpu();
  gpu.efficiency = 0.5;
  CHECK(make_stage_plan(unit_template(4, 5), gpu, {})->best().stage_time_s == 2.0);
}

TEST_CASE("the largest count within a limit") {
  const StagePlan plan = unit_plan(unit_template(10, 100, 2));  // 2 3 4 5 10
  CHECK(plan.best().iteration_gb == 2.0 * plan.micro_batches().count * plan.boundary_bytes() / 1e9);
  CHECK(plan.largest_within(1) == nullptr);
  CHECK(plan.largest_within(0) == nullptr);
  CHECK(plan.largest_within(2)->stages == 2);
  CHECK(plan.largest_within(9)->stages == 5);
  CHECK(plan.largest_within(10)->stages == 10);
  CHECK(plan.largest_within(1000)->stages == 10);
}

TEST_CASE("plans agree with trying every stage count") {
  rc::prop("brute force", [] {
    Template model = unit_template(*rc::gen::inRange(1, 130), *rc::gen::inRange(1, 200));
    model.parameters = *rc::gen::inRange(0, 3000000);
    model.hidden = *rc::gen::inRange(1, 2000);
    model.recompute = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) model.max_stages = *rc::gen::inRange(1, 150);
    const PipelineModel pipeline = {*rc::gen::element(Schedule::overlapped, Schedule::gpipe,
                                                      Schedule::one_f_one_b, Schedule::zero_bubble),
                                    *rc::gen::inRange(0, 5)};
    const auto expected = by_brute_force(model, unit_gpu(), pipeline);
    const auto plan = make_stage_plan(model, unit_gpu(), pipeline);
    RC_CLASSIFY(!expected.empty(), "with a plan");
    RC_ASSERT(plan.has_value() == !expected.empty());
    if (plan) RC_ASSERT(stage_counts(*plan) == expected);
  });
}

TEST_CASE("a template set has a plan for each template that fits") {
  const TemplateSet set({testing::unit_template(4, 5), testing::unit_template(4, 5, 5)},
                        testing::unit_gpu(), {Schedule::gpipe, 0});
  REQUIRE(set.templates().size() == 2);
  CHECK(set[TemplateIndex(1)].layers == 4);
  REQUIRE(set.plan(TemplateIndex(0)));
  CHECK(set.plan(TemplateIndex(0))->best().demand_bit_per_s == 32.0);
  CHECK_FALSE(set.plan(TemplateIndex(1)));
}

TEST_CASE("a template set may be empty") {
  CHECK(TemplateSet({}, testing::unit_gpu(), {}).templates().empty());
}

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
