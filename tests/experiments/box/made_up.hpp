#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "experiments/box/run_block.hpp"

namespace bacelab::testing {

/// Two policies, three metrics, two jobs of one column, two summaries of a world.
inline constexpr RunBlockShape made_up_shape = {2, 3, 2, 1, 2};

/// Fills a row with numbers that only the point and the replication of its world decide.
inline void make_up_world(std::size_t row, std::size_t point, std::size_t replication,
                          RunBlock& block) {
  double number = 1e6 * static_cast<double>(point) + 1e3 * static_cast<double>(replication);
  block.redraws[row] = static_cast<std::int64_t>(1000 * point + replication);
  for (double& summary : block.summaries_of(row)) summary = number + 0.5;
  for (std::size_t policy = 0; policy < block.shape.policies; ++policy) {
    block.status[block.run_index(row, policy)] = RunStatus::done;
    block.wall_s[block.run_index(row, policy)] = number++;
    for (double& metric : block.metrics_of(row, policy)) metric = number++;
    for (double& job : block.jobs_of(row, policy)) job = -number++;
  }
  if ((point + replication) % 3 != 2) return;
  block.status[block.run_index(row, block.shape.policies - 1)] = RunStatus::failed;
  block.failures.push_back(
      {point, replication, "last",
       "point " + std::to_string(point) + ", replication " + std::to_string(replication)});
}

/// Made-up results: a world is the same whatever number it has. In every third, a run has failed.
inline RunBlock made_up(const WorldRange& worlds, std::size_t replications,
                        const RunBlockShape& shape = made_up_shape) {
  RunBlock block(worlds, shape);
  for (std::size_t row = 0; row < worlds.count; ++row) {
    const std::size_t world = worlds.first + row;
    make_up_world(row, world / replications, world % replications, block);
  }
  return block;
}

}  // namespace bacelab::testing
