#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/box/run_block.hpp"

namespace bacelab {

/// A block as bytes, to send it to another process of the same program or to keep it in a file.
std::vector<std::byte> pack(const RunBlock& block);

/// The block that pack() turned into these bytes.
/// \throws std::invalid_argument if it did not
RunBlock unpack(std::span<const std::byte> bytes);

/// The results of adjacent worlds, and the runs of them that failed.
struct FinishedBlock {
  RunBlock block;
  std::vector<RunFailure> failures;  ///< by world, then policy
};

/// Whether the runs of a world of the block took place; `world` counts from its first.
bool has_run(const RunBlock& block, std::size_t world);

/// The worlds of a block that have run, as separate blocks without gaps.
std::vector<FinishedBlock> split_finished(FinishedBlock finished, std::size_t replications);

/// `count` worlds from the `offset`-th on, with their failures, numbered from `first_world` on.
/// `replications`: the number per point by which the block numbers its worlds.
FinishedBlock slice(const FinishedBlock& finished, std::size_t offset, std::size_t count,
                    std::size_t first_world, std::size_t replications);

/// As bytes, to keep it in a file.
std::vector<std::byte> pack(const FinishedBlock& finished);

/// Restores what pack() turned into these bytes.
/// \throws std::invalid_argument if it did not
FinishedBlock unpack_finished(std::span<const std::byte> bytes);

/// How the runs of a study ended.
struct RunCounts {
  std::size_t worlds = 0;
  std::size_t runs = 0;
  std::size_t stuck = 0;
  std::size_t failed = 0;
  std::size_t redraws = 0;           ///< jobs or worlds drawn again (OneRegionRule)
  std::vector<RunFailure> failures;  ///< as they came; by point, replication, policy when sorted
};

/// Adds the runs of a block.
void count(const FinishedBlock& finished, RunCounts& counts);

/// Sorts the failures by point, replication and policy.
void sort_failures(RunCounts& counts);

}  // namespace bacelab
