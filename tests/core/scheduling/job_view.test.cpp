#include "core/scheduling/job_view.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/state.hpp"

namespace bacelab {
namespace {

using namespace testing;

StagePlan pairs() {
  Template model = unit_template(8, 9);
  model.tensor_parallel = 2;
  return unit_plan(model);
}

std::vector<int> slots_of(const JobView& view) {
  return {view.free_slots.begin(), view.free_slots.end()};
}

}  // namespace

TEST_CASE("the free slots of stages with one GPU are the free GPUs themselves") {
  const MadeState made({5, 0, 4}, {1.0, 1.0, 1.0}, {});
  const StagePlan plan = up_to_8_stages();
  FreeSlots slots;
  const JobView view = slots.of(made.state(), plan, plan.best());
  CHECK(&view.free_slots == &made.state().free_gpus());
  CHECK(total_free_slots(view) == 9);
  CHECK(regions_with_free_slots(view) == 2);
}

TEST_CASE("a region has free slots for as many whole stages as its free GPUs are enough for") {
  const MadeState made({5, 1, 4}, {1.0, 1.0, 1.0}, {}, 1, 13);  // 8 GPUs in the first region
  const StagePlan plan = pairs();
  FreeSlots slots;
  const JobView view = slots.of(made.state(), plan, plan.best());
  CHECK(slots_of(view) == std::vector<int>{2, 0, 2});
  CHECK(total_free_slots(view) == 4);
  CHECK(regions_with_free_slots(view) == 2);
  CHECK(most_free_stages(made.state(), plan)->stages == 4);
  CHECK(most_stages(made.state(), plan)->stages == 4);  // 4 + 0 + 2 slots hold 4 of 1, 2, 3, 4, 8
  CHECK(most_stages_in_a_region(made.state(), plan)->stages == 4);
}

TEST_CASE("a region has no slots for stages that its GPUs have too little memory for") {
  Template model = unit_template(8, 9);
  model.parameters = 100'000.0;  // 1.6 MB of states over all stages
  GpuType small = unit_gpu();
  small.memory_bytes = 0.5e6;  // a fourth of it, no third
  GpuType large = unit_gpu();
  large.memory_bytes = 4e6;
  const std::vector<RegionGpus> regions = {{6, small}, {3, large}};
  const StagePlan plan = make_stage_plan(model, regions, {}).value();
  const MadeState made({6, 3}, {1.0, 1.0}, {});
  FreeSlots slots;
  CHECK(slots_of(slots.of(made.state(), plan, *plan.largest_within(3))) == std::vector<int>{0, 3});
  CHECK(slots_of(slots.of(made.state(), plan, *plan.largest_within(4))) == std::vector<int>{6, 3});
  CHECK(slots_of(slots.for_one_region(made.state(), plan, 1)) == std::vector<int>{6, 3});
  CHECK(slots_of(slots.for_one_region(made.state(), plan, 4)) == std::vector<int>{6, 0});
  CHECK(slots_of(slots.for_one_region(made.state(), plan, 8)) == std::vector<int>{0, 0});
  CHECK(most_stages(made.state(), plan)->stages == 8);
  CHECK(most_stages_in_a_region(made.state(), plan)->stages == 4);
  const MadeState busy({1, 2}, {1.0, 1.0}, {}, 1, 9);
  CHECK(most_free_stages(busy.state(), plan)->stages == 2);  // 3 slots for 4, 2 for 2
}

}  // namespace bacelab
