#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/sharing/work_queue.hpp"

namespace bacelab {

/// What ranks say to each other. A worker asks for a block while it still computes the one before,
/// so that it never waits for the first rank, which computes as well and answers between its own
/// blocks. A worker that is given no worlds is done.
enum MessageTag : int {
  ask_for_work = 1,  ///< worker to first rank, empty
  give_work,         ///< first rank to worker, a WorldRange
  give_results,      ///< worker to first rank, a FinishedBlock
};

std::vector<std::byte> pack(const WorldRange& range);
WorldRange unpack_range(std::span<const std::byte> bytes);

std::vector<std::byte> pack(const FinishedBlock& finished);
FinishedBlock unpack_finished(std::span<const std::byte> bytes);

}  // namespace bacelab
