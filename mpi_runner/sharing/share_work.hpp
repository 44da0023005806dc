#pragma once

#include <functional>
#include <string>

#include "mpi_runner/launch/mpi_session.hpp"
#include "mpi_runner/sharing/protocol.hpp"
#include "mpi_runner/sharing/work_source.hpp"

namespace bacelab {

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
