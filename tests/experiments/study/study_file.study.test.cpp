#include "experiments/study/study_file.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("world: its number holds the seed and the replication", "[study]") {
  Study study;
  study.seed = 77;
  const WorldId id = world_id(study, 5, 4294967295U);
  CHECK(id.seed == 77);
  CHECK(id.replication == 4294967295U);
  CHECK(id.attempt == 0);
}

TEST_CASE("world: the point enters only if points don't share their worlds", "[study]") {
  Study study;
  CHECK(world_id(study, 5, 1).point == 0);
  study.common_random_numbers = false;
  CHECK(world_id(study, 5, 1).point == 5);
}

}  // namespace bacelab
