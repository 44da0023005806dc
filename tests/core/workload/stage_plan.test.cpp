#include "core/workload/stage_plan.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <optional>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using testing::plan_on;
using testing::unit_gpu;
using testing::unit_plan;
using testing::unit_template;

std::vector<int> counts_of(const StagePlan& plan) {
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
  CHECK(counts_of(unit_plan(unit_template(10, 100))) == std::vector<int>{1, 2, 3, 4, 5, 10});
  // M = 3: (k + 2) ceil(10/k): 30, 20, 20, 18, 14, 12.
  CHECK(counts_of(unit_plan(unit_template(10, 3))).back() == 10);
  // M = 1: k ceil(10/k): 10, 10, 12, ... : ties to the smaller k.
  CHECK(counts_of(unit_plan(unit_template(10, 1))) == std::vector<int>{1});
  // M = 2: (k + 1) ceil(10/k): 20, 15, 16, 15, 12, 11.
  CHECK(unit_plan(unit_template(10, 2)).best().stages == 10);
  // L = 4, M = 2: 8, 6, 5.
  CHECK(unit_plan(unit_template(4, 2)).best().stages == 4);
  // L = 6, M = 2: (k + 1) ceil(6/k): 12, 9, 8, 7.
  CHECK(counts_of(unit_plan(unit_template(6, 2))) == std::vector<int>{1, 2, 3, 6});
}

TEST_CASE("a model of a thousand million layers has its stage counts at once") {
  GpuType gpu = unit_gpu();
  gpu.memory_bytes = 1e30;
  const auto plan = plan_on(gpu, unit_template(1'000'000'000, 1'000'000'000));
  REQUIRE(plan);
  // 1 to 31,622 or so one by one, then ceil(L/l) for l below that.
  CHECK(plan->options().size() > 60'000);
  CHECK(plan->options().size() < 64'000);
  CHECK(plan->best().stages == 1'000'000'000);
}

TEST_CASE("max_stages cuts the stage counts") {
  Template model = unit_template(10, 100);
  model.max_stages = 4;
  CHECK(counts_of(unit_plan(model)) == std::vector<int>{1, 2, 3, 4});
  model.max_stages = 9;
  CHECK(unit_plan(model).best().stages == 5);
  model.max_stages = 99;
  CHECK(unit_plan(model).best().stages == 10);
}

TEST_CASE("memory forbids small stage counts") {
  const StagePlan plan = unit_plan(unit_template(10, 100, 3));
  CHECK(plan.k_min() == 3);
  CHECK(counts_of(plan) == std::vector<int>{3, 4, 5, 10});
}

TEST_CASE("a template that fits nowhere has no plan") {
  Template model = unit_template(10, 100, 11);
  CHECK_FALSE(plan_on(unit_gpu(), model));
  model = unit_template(10, 100, 4);
  model.max_stages = 3;
  CHECK_FALSE(plan_on(unit_gpu(), model));
}

TEST_CASE("memory may fill nine tenths of the GPU, to the byte") {
  Template model = unit_template(1, 1);
  GpuType gpu = unit_gpu();
  gpu.memory_bytes = 1000.0;
  gpu.bytes_per_parameter = 1.0;
  model.parameters = 899.0;  // and 1 byte of activations
  CHECK(plan_on(gpu, model));
  model.parameters = 899.5;
  CHECK_FALSE(plan_on(gpu, model));
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
  CHECK(plan_on(gpu, unit_template(4, 5))->best().stage_time_s == 2.0);
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
    const auto plan = plan_on(unit_gpu(), model, pipeline);
    RC_CLASSIFY(!expected.empty(), "with a plan");
    RC_ASSERT(plan.has_value() == !expected.empty());
    if (plan) RC_ASSERT(counts_of(*plan) == expected);
  });
}

}  // namespace bacelab
