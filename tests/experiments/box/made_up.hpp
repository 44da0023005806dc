#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "experiments/box/finished_block.hpp"
#include "experiments/box/world_set.hpp"

namespace bacelab::testing {

/// Two policies, three metrics, two jobs of one column.
inline constexpr RunBlockShape made_up_shape = {2, 3, 2, 1};

/// Fills a world with numbers that only its point and replication decide.
inline void make_up_world(std::size_t world, std::size_t point, std::size_t replication,
                          FinishedBlock& finished) {
  RunBlock& block = finished.block;
  double number = 1e6 * static_cast<double>(point) + 1e3 * static_cast<double>(replication);
  block.redraws[world] = static_cast<std::int64_t>(1000 * point + replication);
  for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
    block.status[block.run_index(world, policy)] = RunStatus::done;
    block.wall_s[block.run_index(world, policy)] = number++;
    for (double& metric : block.metrics_of(world, policy)) metric = number++;
    for (double& job : block.jobs_of(world, policy)) job = -number++;
  }
  if ((point + replication) % 3 != 2) return;
  block.status[block.run_index(world, block.shape.policies - 1)] = RunStatus::failed;
  finished.failures.push_back(
      {point, replication, "last",
       "point " + std::to_string(point) + ", replication " + std::to_string(replication)});
}

/// Made-up results: a world is the same whatever number it has. In every third, a run has failed.
inline FinishedBlock made_up(const WorldRange& worlds, std::size_t replications,
                             const RunBlockShape& shape = made_up_shape) {
  FinishedBlock finished;
  finished.block = RunBlock(worlds.first, worlds.count, shape);
  for (std::size_t i = 0; i < worlds.count; ++i) {
    const std::size_t world = worlds.first + i;
    make_up_world(i, world / replications, world % replications, finished);
  }
  return finished;
}

}  // namespace bacelab::testing
