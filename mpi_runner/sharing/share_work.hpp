#pragma once

#include <functional>

#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/sharing/work_queue.hpp"

namespace bacelab {

/// Takes finished blocks, in any order.
using BlockTaker = std::function<void(const FinishedBlock&)>;

/// The first rank's part: hands out all worlds of the queue, computes between requests, and gives
/// every finished block, its own and those of the others, to `take`. If `take` throws, no more work
/// is given out, the others are brought to their end, and the exception goes on.
void lead_work(MpiSession& mpi, WorkQueue queue, BlockRunner& runner, const BlockTaker& take);

/// The part of all other ranks: computes what it is given, until there is no more.
void follow_work(MpiSession& mpi, BlockRunner& runner);

}  // namespace bacelab
