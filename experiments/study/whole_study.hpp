#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/study/design/design.hpp"
#include "experiments/study/precision_target.hpp"
#include "experiments/study/required_gpus.hpp"
#include "experiments/study/study_reader.hpp"
#include "experiments/text/document.hpp"

namespace bacelab {

/// What is known of a study once it was read at every point of its design.
struct AllPoints {
  std::size_t replications = 0;
  std::size_t job_rows = 0;  ///< the largest number of jobs of a run; 0 if they are not kept
  std::vector<std::string> policies;
  std::vector<std::string> regions;  ///< in the order in which the points first have them
  std::vector<std::string> gpu_types;
  RequiredGpus required_gpus;

  void add(const Study& study);
};

/// All that a study file says.
struct WholeStudy {
  Design design;
  AllPoints points;
  std::optional<PrecisionGoal> precision;
  std::vector<config::UnknownKey> unknown;  ///< those of factors too
};

/// Reads a study at every point and records in the document what was read, also of a study that is
/// refused. `before_each_point`, if given, may throw another error to end the
/// reading. Throws InputError.
WholeStudy read_whole_study(ConfigDocument& document,
                            const std::function<void()>& before_each_point);

}  // namespace bacelab
