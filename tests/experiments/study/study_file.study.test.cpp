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

TEST_CASE("world: points that share their worlds have one number", "[study]") {
  Study study;
  CHECK(world_id(study, 5, 1).point == 0);
  study.points_sharing_worlds = 1;
  CHECK(world_id(study, 5, 1).point == 5);
  study.points_sharing_worlds = 3;
  CHECK(world_id(study, 2, 1).point == 0);
  CHECK(world_id(study, 5, 1).point == 1);
  CHECK(world_id(study, 6, 1).point == 2);
}

}  // namespace bacelab
