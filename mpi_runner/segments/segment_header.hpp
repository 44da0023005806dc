#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "mpi_runner/segments/study_identity.hpp"
#include "mpi_runner/sharing/world_set.hpp"

namespace bacelab {

/// A block of finished worlds in a segment.
struct SegmentBlock {
  WorldRange worlds;
  std::size_t bytes = 0;
  std::uint64_t hash = 0;  ///< XXH3 of the bytes

  bool operator==(const SegmentBlock&) const = default;
};

/// What a segment says of itself. All but `blocks` is what its writer knows beforehand.
struct SegmentHeader {
  StudyIdentity identity;
  std::string program;  ///< `git describe` and compiler, for warnings
  std::size_t points = 0;
  std::size_t replications = 0;  ///< by which worlds are numbered here
  std::size_t policies = 0;
  WorldRange part;             ///< the worlds that the execution was to compute
  bool may_end_early = false;  ///< a precision target may leave some of them out

  std::string execution;  ///< a name of its own for each start of the program
  int rank = 0;
  int ranks = 1;
  int threads = 1;
  /// Of the execution, ISO 8601, UTC; empty if the worlds were taken over from a results file.
  std::string started = {};
  double elapsed_s = 0.0;  ///< since then, when the segment was written

  std::vector<SegmentBlock> blocks = {};
};

/// As JSON on one line.
std::string to_json(const SegmentHeader& header);

/// \throws std::invalid_argument if the text is no header
SegmentHeader segment_header_from(const std::string& json);

}  // namespace bacelab
