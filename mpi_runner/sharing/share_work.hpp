#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "experiments/box/world_set.hpp"
#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stop.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// What ranks say to each other. A worker asks for a block while it still computes the one before,
/// so that it never waits for the first rank, which computes as well and answers between its own
/// blocks. A worker that is given no worlds has nothing to do any more, and waits for the end.
enum MessageTag : int {
  ask_for_work = 1,  ///< worker to first rank, empty
  give_work,         ///< first rank to worker, a WorldRange
  report_work,       ///< worker to first rank, a BlockReport
  study_ended,       ///< first rank to all others, empty
};

/// What a rank says of a block that it was given.
struct BlockReport {
  std::size_t worlds = 0;            ///< that it finished and keeps
  StopCause stop = StopCause::none;  ///< why it left out others
  std::string failure;               ///< what the failed run said, if that is why
  std::string error;                 ///< why worlds can't be kept; empty if they are
  /// What the stopping rule of the study, if there is one, asks of the worlds that are kept.
  std::vector<WorldValues> seen = {};
};

std::vector<std::byte> pack(const WorldRange& range);
WorldRange unpack_range(std::span<const std::byte> bytes);

std::vector<std::byte> pack(const BlockReport& report);
BlockReport unpack_report(std::span<const std::byte> bytes);

/// Computes worlds and keeps what came of them. What it throws ends the program.
using ComputeBlock = std::function<BlockReport(const WorldRange&)>;

/// Is told of the blocks that are finished, on any rank.
using ReportTaker = std::function<void(const BlockReport& report)>;

/// How the sharing of work ended.
struct ShareOutcome {
  StopCause stop = StopCause::none;  ///< why worlds were left; the first that was heard of
  std::string failure;               ///< what the failed run said, if that is why
  std::string error;                 ///< why worlds can't be kept, by the first rank that said so
};

/// The first rank's part: hands out all worlds of the source and computes between requests. After a
/// report of a stop or an error no more work is given out, and the others are brought to their end.
ShareOutcome lead_work(MpiSession& mpi, WorkSource& queue, const StopRequest& stop,
                       const ComputeBlock& compute, const ReportTaker& progress);

/// The part of all other ranks: computes what it is given, until there is no more.
void follow_work(MpiSession& mpi, const ComputeBlock& compute);

}  // namespace bacelab
