#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "experiments/box/work.hpp"
#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/sharing/work_queue.hpp"
#include "mpi_runner/stopping/stop.hpp"
#include "mpi_runner/stopping/stopping_rule.hpp"

namespace bacelab {

/// The messages between ranks. A worker requests a block while it still computes the one before, so
/// that it never waits for the first rank, which computes as well and answers between its own
/// blocks. A worker that is given no worlds has nothing more to do, and waits for the end.
enum MessageTag : int {
  ask_for_work = 1,  ///< worker to first rank, empty
  give_work,         ///< first rank to worker, Work
  report_work,       ///< worker to first rank, a BlockReport
  study_ended,       ///< first rank to all others, empty
};

/// A rank's report of a block that it was given.
struct BlockReport {
  std::size_t worlds = 0;            ///< finished and kept
  StopCause stop = StopCause::none;  ///< why it left out the others
  std::string failure;               ///< message of the failed run, if that is the cause
  std::string error;                 ///< why worlds can't be kept; empty if they are
  /// The observations of the study's stopping rule, if there is one, on the worlds that are kept.
  std::vector<WorldValues> seen = {};
};

std::vector<std::byte> pack(const Work& work);
Work unpack_work(std::span<const std::byte> bytes);

std::vector<std::byte> pack(const BlockReport& report);
BlockReport unpack_report(std::span<const std::byte> bytes);

/// Computes worlds and keeps their results. An exception ends the program.
using ComputeBlock = std::function<BlockReport(const Work&)>;

/// Called for each finished block of any rank.
using ReportTaker = std::function<void(const BlockReport& report)>;

/// How the sharing of work ended.
struct ShareOutcome {
  StopCause stop = StopCause::none;  ///< the first cause for leaving out worlds
  std::string failure;               ///< message of the failed run, if that is the cause
  std::string error;                 ///< why worlds can't be kept, by the first rank that said so
};

/// The first rank's part: hands out all worlds of the source and computes between requests. After a
/// report of a stop or an error no more work is handed out, and the other ranks are told to end.
ShareOutcome lead_work(MpiSession& mpi, WorkSource& queue, const StopRequest& stop,
                       const ComputeBlock& compute, const ReportTaker& progress);

/// The part of all other ranks: computes the blocks that it is given until there are no more.
void follow_work(MpiSession& mpi, const ComputeBlock& compute);

}  // namespace bacelab
