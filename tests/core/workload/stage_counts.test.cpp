#include "core/workload/stage_counts.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

using testing::unit_gpu;
using testing::unit_template;

}  // namespace

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

TEST_CASE("tensor parallel GPUs share the memory of a stage") {
  Template model = unit_template(10, 12);
  model.parameters = 1000.0;
  model.hidden = 5.0;
  model.tensor_parallel = 4;
  CHECK(first_stage_memory(model, unit_gpu(), {}, 4) == (4000.0 + 3 * 10 * 8) / 4.0);
  model.data_parallel = 3;  // four micro-batches a replica
  CHECK(first_stage_memory(model, unit_gpu(), {}, 4) == (4000.0 + 3 * 10 * 4) / 4.0);
}

TEST_CASE("an even split has as many layers in each stage, whole or not") {
  const Template model = unit_template(10, 12);
  CHECK(layers_of_stage(model, Split::even, 4) == 2.5);
  CHECK(layers_of_stage(model, Split::even, 20) == 0.5);
  CHECK(layers_of_stage(model, Split::layers, 4) == 3.0);
}

TEST_CASE("an even split may have any number of stages up to the slots or max_stages") {
  Template model = unit_template(3, 5);
  CHECK(stage_counts(model, Split::even, 6) == std::vector<int>{1, 2, 3, 4, 5, 6});
  model.max_stages = 4;
  CHECK(stage_counts(model, Split::even, 2) == std::vector<int>{1, 2, 3, 4});
  CHECK(stage_counts(unit_template(5, 5), Split::layers, 2) == std::vector<int>{1, 2, 3, 5});
}

TEST_CASE("the fewest stages are those that trying one after the other finds") {
  rc::prop("fewest stages", [] {
    Template model = unit_template(*rc::gen::inRange(1, 60), *rc::gen::inRange(1, 80));
    model.parameters = *rc::gen::inRange(0, 5000000);
    model.hidden = *rc::gen::inRange(1, 9000);
    model.tensor_parallel = *rc::gen::inRange(1, 5);
    model.data_parallel = *rc::gen::inRange(1, 5);
    if (*rc::gen::arbitrary<bool>()) model.max_stages = *rc::gen::inRange(1, 200);
    const PipelineModel pipeline = {*rc::gen::element(Schedule::overlapped, Schedule::gpipe,
                                                      Schedule::one_f_one_b, Schedule::zero_bubble),
                                    *rc::gen::inRange(0, 5),
                                    *rc::gen::element(Split::layers, Split::even)};
    std::optional<int> expected;
    for (const int k : stage_counts(model, pipeline.split, 2000)) {
      if (expected || !fits(model, unit_gpu(), pipeline, k)) continue;
      expected = k;
    }
    RC_CLASSIFY(expected.has_value(), "fits");
    const auto found = fewest_stages(model, unit_gpu(), pipeline);
    if (expected || !found || *found <= 2000) RC_ASSERT(found == expected);
  });
}

TEST_CASE("of times that differ by rounding alone the smallest count is the fastest") {
  CHECK(fastest(std::vector{2, 3, 5}, std::vector{1.0 + 1e-13, 1.0, 2.0}) == 2);
  CHECK(fastest(std::vector{2, 3, 5}, std::vector{1.0 + 1e-11, 1.0, 2.0}) == 3);
}

TEST_CASE("without transfers an even split is fastest with the most stages") {
  const Template model = unit_template(4, 9);
  const std::vector<int> counts = {1, 2, 3, 4, 5, 6, 7};
  CHECK(fastest_computing(model, {Schedule::overlapped, 0, Split::even}, counts) == 7);
  // One micro-batch takes as long however many stages.
  CHECK(fastest_computing(unit_template(4, 1), {Schedule::overlapped, 0, Split::even}, counts) ==
        1);
}

}  // namespace bacelab
