#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {

/// The progress of a study, from its segments or its results file.
struct StudyStatus {
  bool complete = false;                     ///< the results file has all that it must have
  std::string owner;                         ///< the process that is computing it now; empty: none
  std::optional<StudyBox> box;               ///< empty: nothing is written yet
  WorldRange part;                           ///< the worlds to compute
  bool may_end_early = false;                ///< a precision target may need fewer
  std::size_t worlds_done = 0;               ///< of the part
  std::vector<std::size_t> worlds_of_point;  ///< done, of each point
  /// The worlds to compute at each point; an upper limit if it may end early and is not complete.
  std::vector<std::size_t> planned_of_point;
  /// Runs of these worlds that dropped policies did not have; known when the study is complete.
  std::vector<std::size_t> dropped_of_point;
  std::size_t segments = 0;
  std::size_t damaged = 0;            ///< segments that can't be read
  std::vector<std::string> warnings;  ///< which segments these are, and why
  double worlds_per_s = 0.0;          ///< of the current or last execution; 0 if unknown
  std::vector<RunFailure> failures;   ///< why runs failed; known when the study is complete
};

/// Reads the segments of a results file, or the file if there are none. Changes nothing, so it can
/// be called while the study runs.
/// \throws InputError if there is neither, or if the file's seal must hold and doesn't
StudyStatus study_status(const std::filesystem::path& results,
                         SealCheck check = SealCheck::required);

}  // namespace bacelab
