#include "app/figures/gpu_lanes.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <vector>

namespace bacelab {

using Lanes = std::vector<std::vector<GpuLane>>;

TEST_CASE("lanes: a job takes the lowest free GPUs", "[figures]") {
  const std::vector<GpuUse> uses = {{0, 10, 2}, {1, 5, 3}, {6, 9, 2}};
  CHECK(lanes_of(uses, 8) == Lanes{{{0, 2}}, {{2, 3}}, {{2, 2}}});
}

TEST_CASE("lanes: GPUs that become free at an instant can be taken then", "[figures]") {
  const std::vector<GpuUse> uses = {{0, 10, 4}, {10, 12, 4}};
  CHECK(lanes_of(uses, 4) == Lanes{{{0, 4}}, {{0, 4}}});
}

TEST_CASE("lanes: what does not adjoin is parted, and joined again when it is free", "[figures]") {
  const std::vector<GpuUse> uses = {{0, 5, 1}, {0, 20, 2}, {0, 6, 1}, {7, 9, 2}, {30, 31, 4}};
  CHECK(lanes_of(uses, 4) == Lanes{{{0, 1}}, {{1, 2}}, {{3, 1}}, {{0, 1}, {3, 1}}, {{0, 4}}});
}

TEST_CASE("lanes: starts are regarded in their order", "[figures]") {
  const std::vector<GpuUse> uses = {{5, 6, 4}, {0, 5, 4}};
  CHECK(lanes_of(uses, 4) == Lanes{{{0, 4}}, {{0, 4}}});
}

TEST_CASE("lanes: no more GPUs are taken than there are", "[figures]") {
  const std::vector<GpuUse> uses = {{0, 5, 3}, {4, 6, 2}};
  CHECK_THROWS_AS(lanes_of(uses, 4), std::invalid_argument);
}

}  // namespace bacelab
