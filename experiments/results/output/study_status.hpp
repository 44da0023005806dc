#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/box/world_set.hpp"

namespace bacelab {

/// How far a study is, by what it has written.
struct StudyStatus {
  bool complete = false;  ///< the results file has all that it is to have
  std::string owner;      ///< who is computing it now; empty: nobody
  std::size_t points = 0;
  std::size_t replications = 0;
  std::size_t policies = 0;
  WorldRange part;                           ///< what is to be computed
  bool may_end_early = false;                ///< or less of it, by a precision target
  std::size_t worlds_done = 0;               ///< of the part
  std::vector<std::size_t> worlds_of_point;  ///< done, of each point
  /// Of each point, to be done: at most, if it may end early and is not complete.
  std::vector<std::size_t> planned_of_point;
  std::size_t segments = 0;
  std::size_t damaged = 0;    ///< segments that can't be read
  double worlds_per_s = 0.0;  ///< of the start that is running, or ran last; 0 if unknown
};

/// Looks at the segments of a results file, or at the file if there are none. Changes nothing, so
/// that it can be asked while the study runs.
/// \throws InputError if there is neither
StudyStatus study_status(const std::filesystem::path& results);

}  // namespace bacelab
