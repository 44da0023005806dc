#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "mpi_runner/rounds/observations.hpp"
#include "mpi_runner/sharing/world_set.hpp"
#include "mpi_runner/stopping/stop.hpp"

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
  std::vector<Observations> seen = {};
};

std::vector<std::byte> pack(const WorldRange& range);
WorldRange unpack_range(std::span<const std::byte> bytes);

std::vector<std::byte> pack(const BlockReport& report);
BlockReport unpack_report(std::span<const std::byte> bytes);

}  // namespace bacelab
