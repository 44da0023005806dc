#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/results/run_block.hpp"
#include "experiments/results/run_failure.hpp"

namespace bacelab {

/// The results of some worlds, and what went wrong in them.
struct FinishedBlock {
  RunBlock block;
  std::vector<RunFailure> failures;  ///< by world, then policy
};

/// Whether the runs of a world of the block took place; `world` counts from its first.
bool has_run(const RunBlock& block, std::size_t world);

/// The worlds of a block that have run, as blocks of their own without gaps.
std::vector<FinishedBlock> split_finished(FinishedBlock finished, std::size_t replications);

/// `count` worlds from the `offset`-th on, with their failures, numbered from `first_world` on.
/// `replications`: by which the block numbers its worlds.
FinishedBlock slice(const FinishedBlock& finished, std::size_t offset, std::size_t count,
                    std::size_t first_world, std::size_t replications);

/// As bytes, to keep it in a file.
std::vector<std::byte> pack(const FinishedBlock& finished);

/// What pack() made these bytes of.
/// \throws std::invalid_argument if it did not
FinishedBlock unpack_finished(std::span<const std::byte> bytes);

}  // namespace bacelab
