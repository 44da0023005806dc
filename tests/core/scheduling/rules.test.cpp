#include "core/scheduling/rules.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <new>
#include <stdexcept>
#include <vector>

#include "tests/support/state.hpp"

namespace bacelab {
namespace {

using namespace testing;

/// Three regions of 4, 2 and 0 free GPUs, the first linked to the second, the second to the third.
const MadeState& three_regions() {
  static const MadeState made({4, 2, 0}, {1.0, 1.0, 1.0}, {{0, 1, 10.0}, {1, 2, 10.0}}, 1, 9);
  return made;
}

const StageOption& place(const std::vector<std::size_t>& regions, const std::vector<int>& stages,
                         const StagePlan& plan = up_to_8_stages()) {
  return require_place(three_regions().state(), plan, path(regions), stages);
}

}  // namespace

TEST_CASE("a place that a job may have tells the option of its stages") {
  const StagePlan plan = up_to_8_stages();
  CHECK(&place({0}, {4}, plan) == plan.largest_within(4));
  CHECK(&place({1, 0}, {1, 2}, plan) == plan.largest_within(3));
}

TEST_CASE("a place that breaks a rule is refused, with the rule in words") {
  CHECK_THROWS_WITH(place({}, {}), "the path has no region");
  CHECK_THROWS_WITH(place({3}, {1}), "there is no region 3, but 0 to 2");
  CHECK_THROWS_WITH(place({0, 1, 0}, {1, 1, 1}), "region 0 is on the path twice");
  CHECK_THROWS_WITH(place({0, 2}, {1, 1}), "there is no link from region 0 to region 2");
  CHECK_THROWS_WITH(place({0, 1}, {1}), "the path has 2 regions, and stages are given for 1");
  CHECK_THROWS_WITH(place({0, 1}, {4, 0}),
                    "a region of the path has 0 stages, but must have one or more");
  CHECK_THROWS_WITH(place({0, 1}, {4, 1}), "the job can't have 5 stages, but 1, 2, 3, 4, 8");
  CHECK_THROWS_WITH(place({1}, {3}),
                    "3 stages of 1 GPU are put into region 1, which has 2 free GPUs");
  CHECK_THROWS_WITH(place({1, 2}, {1, 1}),
                    "1 stages of 1 GPU are put into region 2, which has 0 free GPUs");
}

TEST_CASE("a region may be on a path once, however many there are") {
  const std::vector<StateLink> links = {{0, 64, 10.0}, {64, 1, 10.0}, {1, 0, 10.0}};
  const MadeState many(std::vector<int>(130, 4), std::vector<double>(130, 1.0), links, 1, 9);
  const auto put = [&](const std::vector<std::size_t>& regions) {
    const std::vector<int> stages(regions.size(), 1);
    require_place(many.state(), up_to_8_stages(), path(regions), stages);
  };
  CHECK_NOTHROW(put({0, 64, 1}));
  CHECK_THROWS_WITH(put({0, 64, 1, 0}), "region 0 is on the path twice");
  CHECK_THROWS_WITH(put({64, 0, 1, 64}), "region 64 is on the path twice");
}

TEST_CASE("stages of several GPUs need that many, and the memory of each") {
  Template model = unit_template(8, 9);
  model.tensor_parallel = 2;
  const StagePlan pairs = unit_plan(model);
  CHECK(place({0}, {2}, pairs).stages == 2);
  CHECK_THROWS_WITH(place({0}, {3}, pairs),
                    "3 stages of 2 GPUs are put into region 0, which has 4 free GPUs");
  GpuType small = unit_gpu();
  small.memory_bytes = 0.1;
  const std::vector<RegionGpus> regions = {{4, unit_gpu()}, {2, small}, {3, unit_gpu()}};
  const StagePlan plan = make_stage_plan(unit_template(8, 9), regions, {}).value();
  CHECK_THROWS_WITH(place({1}, {2}, plan),
                    "the GPUs of region 1 have too little memory for one of 2 stages");
}

TEST_CASE("an ordering gives each pending job a number") {
  CHECK_NOTHROW(require_scores(std::vector<double>{1.0, -INFINITY, 3.0}, 3));
  CHECK_THROWS_WITH(require_scores(std::vector{1.0}, 2),
                    "the ordering gave 1 scores for 2 pending jobs");
  CHECK_NOTHROW(require_scores(std::vector<double>{}, 0));
  for (std::size_t size = 1; size < 5; ++size) {
    for (std::size_t i = 0; i < size; ++i) {
      std::vector<double> scores(size, INFINITY);
      scores[i] = std::nan("");
      CHECK_THROWS_WITH(require_scores(scores, size),
                        "the ordering gave a score that is not a number");
    }
  }
}

TEST_CASE("whatever a policy throws becomes a broken rule") {
  const auto rethrown = [](const auto& thrown) {
    try {
      throw thrown;
    } catch (...) {
      rethrow_as_broken("job 3: ");
    }
  };
  CHECK_THROWS_AS(rethrown(42), RuleBroken);
  CHECK_THROWS_WITH(rethrown(42), "job 3: the policy threw something that is no std::exception");
  CHECK_THROWS_WITH(rethrown(std::runtime_error("no idea")),
                    "job 3: the policy threw an exception: no idea");
  CHECK_THROWS_WITH(rethrown(RuleBroken("the path has no region")),
                    "job 3: the path has no region");
  CHECK_THROWS_WITH(rethrown(std::bad_alloc()), "job 3: the policy ran out of memory");
}

}  // namespace bacelab
