#include "core/workload/stage_plan.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "core/workload/stage_counts.hpp"
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

TEST_CASE("t GPUs compute a stage, and D replicas share the micro-batches") {
  Template model = unit_template(10, 101);
  model.tensor_parallel = 4;
  model.tensor_efficiency = 0.5;
  model.data_parallel = 3;
  const StagePlan plan = unit_plan(model);
  CHECK(plan.gpus_of_stage() == 12);
  CHECK(plan.best().gpus == 12);
  CHECK_FALSE(plan.slots_are_gpus());
  CHECK(plan.best().stage_time_s == 0.5);   // 1 s over 4 GPUs at half of their speed
  CHECK(plan.micro_batches().count == 34);  // ceil(101 / 3)
  CHECK(plan.boundary_bytes() == 3.0);      // of all replicas
  CHECK(plan.best().demand_bit_per_s == 24.0 / 0.5);
  CHECK(plan.best().iteration_gb == 2.0 * 34 * 3 / 1e9);
  CHECK(plan.ideal_iteration_s() == (10 + 33) * 0.5);
  CHECK(plan.best().computing_s == 34 * 0.5);
}

TEST_CASE("a group of stages has its internal transfers, and the all-reduce of its gradients") {
  Template model = unit_template(10, 9, 2);
  model.data_parallel = 3;
  const StagePlan plan = unit_plan(model);
  const StageGroup group = plan.group(plan.best(), 4, RegionIndex(0), 16.0);
  CHECK(group.stages == 4);
  CHECK(group.stage_time_s == 1.0);
  CHECK(group.internal_transfer_s == 0.5);  // 8 bits, of one replica
  CHECK(group.gradients_s ==
        Approx(2.0 * 2.0 / 3.0 * 16.0 * model.parameters / 10.0 / 16.0).epsilon(1e-14));
  const double infinite = std::numeric_limits<double>::infinity();
  CHECK(plan.group(plan.best(), 4, RegionIndex(0), infinite).gradients_s == 0.0);
  CHECK(plan.group(plan.best(), 4, RegionIndex(0), infinite).internal_transfer_s == 0.0);
}

TEST_CASE("an even split into as many stages as layers is that between layers") {
  Template model = unit_template(10, 9, 3);
  const StagePlan layers = unit_plan(model);
  model.max_stages = 10;
  const StagePlan even = unit_plan(model, {Schedule::overlapped, 0, Split::even});
  CHECK(counts_of(even) == std::vector<int>{3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(even.best().stage_time_s == layers.best().stage_time_s);
  CHECK(even.best().demand_bit_per_s == layers.best().demand_bit_per_s);
  CHECK(even.ideal_iteration_s() == layers.ideal_iteration_s());
  CHECK(even.options()[4].stage_time_s == Approx(10.0 / 7.0).epsilon(1e-15));
}

TEST_CASE("the best stages by transfer are those with the shortest iterations in one region") {
  rc::prop("trying all", [] {
    Template model = unit_template(*rc::gen::inRange(1, 40), *rc::gen::inRange(1, 60));
    model.parameters = *rc::gen::inRange(0, 300000);
    model.data_parallel = *rc::gen::inRange(1, 4);
    const PipelineModel pipeline = {*rc::gen::element(Schedule::overlapped, Schedule::gpipe,
                                                      Schedule::one_f_one_b, Schedule::zero_bubble),
                                    *rc::gen::inRange(0, 3),
                                    *rc::gen::element(Split::layers, Split::even),
                                    BestStages::transfer};
    const double fast = *rc::gen::inRange(1, 1000);
    const double slow = *rc::gen::inRange(1, 50);
    const int gpus = *rc::gen::inRange(1, 40);
    const std::vector<RegionGpus> regions = {{gpus, unit_gpu(), fast}, {gpus, unit_gpu(), slow}};
    const auto plan = make_stage_plan(model, regions, pipeline);
    // The same with the counts up to each one in turn: the last option is then the best of these.
    double least = std::numeric_limits<double>::infinity();
    const int most =
        pipeline.split == Split::even ? 2 * (gpus / model.data_parallel) : model.layers;
    for (int k = 1; k <= most; ++k) {
      if (!fits(model, unit_gpu(), pipeline, k)) continue;
      const double c = layers_of_stage(model, pipeline.split, k);
      const double b = (fast + slow) / 2.0;
      const StageGroup all = {
          k, c, 8.0 * boundary_bytes(model) / b,
          2.0 * (model.data_parallel - 1) / model.data_parallel * 16.0 * model.parameters / k / b};
      const MicroBatches batches = {replica_micro_batches(model), 0.25, 0.5};
      least = std::min(least, iteration_time(pipeline, {&all, 1}, {}, batches));
    }
    RC_ASSERT(plan.has_value() == std::isfinite(least));
    if (plan) RC_ASSERT(std::abs(plan->ideal_iteration_s() - least) <= 1e-9 * least);
    RC_CLASSIFY(plan && plan->best().stages < most, "not the most stages");
  });
}

TEST_CASE("which plans depend on the cluster") {
  Template model = unit_template(4, 5);
  CHECK_FALSE(depends_on_cluster(model, {}));
  CHECK(depends_on_cluster(model, {Schedule::overlapped, 0, Split::even}));
  CHECK(depends_on_cluster(model, {Schedule::overlapped, 0, Split::layers, BestStages::transfer}));
  model.max_stages = 3;
  CHECK_FALSE(depends_on_cluster(model, {Schedule::overlapped, 0, Split::even}));
}

namespace {

/// A GPU type by its speed and memory, in those of a unit GPU.
GpuType scaled(double speed, double memory) {
  GpuType gpu = unit_gpu();
  gpu.peak_flops *= speed;
  gpu.memory_bytes *= memory;
  return gpu;
}

}  // namespace

TEST_CASE("with several GPU types the reference type sets k* and the times, each region its own") {
  const Template model = unit_template(8, 9);
  // Two fast GPUs are worth eight: more than the five of the other type.
  const std::vector<RegionGpus> regions = {{5, scaled(1.0, 1.0)}, {2, scaled(4.0, 1.0)}};
  const StagePlan plan = make_stage_plan(model, regions, {}).value();
  CHECK(counts_of(plan) == std::vector<int>{1, 2, 3, 4, 8});
  CHECK(plan.best().stage_time_s == 0.25);
  CHECK(plan.best().demand_bit_per_s == 32.0);
  CHECK(plan.relative_time(RegionIndex(0)) == 4.0);
  CHECK(plan.relative_time(RegionIndex(1)) == 1.0);
  const double infinite = std::numeric_limits<double>::infinity();
  CHECK(plan.group(plan.best(), 2, RegionIndex(0), infinite).stage_time_s == 1.0);
  // Three stages in region 0, five in region 1: C = 3 + 5/4, c = 1.
  const std::vector<RegionIndex> path = {RegionIndex(0), RegionIndex(1)};
  CHECK(plan.iteration_without_transfers(plan.best(), path, std::vector{3, 5}) == 4.25 + 8.0);
}

TEST_CASE("k_min is the smallest count that the regions with the memory have the slots for") {
  Template model = unit_template(8, 9);
  model.parameters = 100'000.0;  // 1.6 MB of states over all stages
  // Alone among many small GPUs a large one holds one stage; two stages have the slots of it alone.
  const std::vector<RegionGpus> one = {{1, scaled(1.0, 4.0)}, {9, scaled(1.0, 0.5)}};
  CHECK(counts_of(make_stage_plan(model, one, {}).value()) == std::vector<int>{1, 2, 3, 4, 8});
  Template large = model;
  large.parameters = 400'000.0;  // 6.4 MB: two stages on the large GPU, none on the small ones
  const std::vector<RegionGpus> few = {{1, scaled(1.0, 4.0)}, {9, scaled(1.0, 1.0)}};
  const StagePlan plan = make_stage_plan(large, few, {}).value();
  CHECK(counts_of(plan) == std::vector<int>{8});
  CHECK_FALSE(plan.is_held_everywhere());
  // And where the small ones hold none at all.
  large.parameters = 900'000.0;
  CHECK_FALSE(make_stage_plan(large, few, {}));
}

TEST_CASE("k* fits the reference type, if any count does") {
  Template model = unit_template(8, 9);
  model.parameters = 100'000.0;
  model.max_stages = 3;
  // The many small GPUs, the reference type, hold four stages and more: more than allowed.
  const std::vector<RegionGpus> regions = {{3, scaled(1.0, 4.0)}, {9, scaled(1.0, 0.5)}};
  const StagePlan plan = make_stage_plan(model, regions, {}).value();
  CHECK(plan.best().stages == 3);
  CHECK(plan.smallest(RegionIndex(0))->stages == 1);
  CHECK(plan.smallest(RegionIndex(1)) == nullptr);
  CHECK(plan.largest_within(8, RegionIndex(0))->stages == 3);
  CHECK(plan.largest_within(8, RegionIndex(1)) == nullptr);
}

}  // namespace bacelab
