#include "core/pipeline/schedule.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("every schedule has a name of its own") {
  REQUIRE(schedules().size() == 3);
  for (const NamedSchedule& named : schedules()) {
    CHECK(name_of(named.schedule) == named.name);
    CHECK_FALSE(named.description.empty());
  }
  CHECK(name_of(Schedule::overlapped) == "overlapped");
  CHECK(name_of(Schedule::gpipe) == "gpipe");
  CHECK(name_of(Schedule::one_f_one_b) == "one_f_one_b");
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

TEST_CASE("only one_f_one_b lets a job have more than it demands") {
  CHECK(demand_caps_share(Schedule::overlapped));
  CHECK(demand_caps_share(Schedule::gpipe));
  CHECK_FALSE(demand_caps_share(Schedule::one_f_one_b));
}

}  // namespace bacelab
