#include "core/pipeline/pipeline_model.hpp"

#include <catch2/catch.hpp>

namespace bacelab {
namespace {

template <class Way>
void require_own_names(const Registry<NamedWay<Way>>& ways) {
  for (const NamedWay<Way>& named : ways) {
    CHECK(name_of(named.way) == named.name);
    CHECK_FALSE(named.description.empty());
  }
}

}  // namespace

TEST_CASE("every schedule, split and rule of the best stages has its own name") {
  require_own_names(schedules());
  require_own_names(splits());
  require_own_names(best_stages_rules());
  CHECK(name_of(Schedule::one_f_one_b) == "one_f_one_b");
  CHECK(name_of(Split::even) == "even");
  CHECK(name_of(BestStages::transfer) == "transfer");
}

TEST_CASE("micro-batches in flight never exceed those of an iteration") {
  const PipelineModel overlapped = {Schedule::overlapped, 0};
  CHECK(micro_batches_in_flight(overlapped, 4, 100) == 8);
  CHECK(micro_batches_in_flight(overlapped, 4, 5) == 5);
  const PipelineModel gpipe = {Schedule::gpipe, 0};
  CHECK(micro_batches_in_flight(gpipe, 4, 100) == 100);
  const PipelineModel warm = {Schedule::one_f_one_b, 3};
  CHECK(micro_batches_in_flight(warm, 4, 100) == 7);
  CHECK(micro_batches_in_flight(warm, 4, 6) == 6);
}

TEST_CASE("only one_f_one_b and zero_bubble let a job have more than it demands") {
  CHECK(demand_caps_share(Schedule::overlapped));
  CHECK(demand_caps_share(Schedule::gpipe));
  CHECK_FALSE(demand_caps_share(Schedule::one_f_one_b));
  CHECK_FALSE(demand_caps_share(Schedule::zero_bubble));
}

}  // namespace bacelab
