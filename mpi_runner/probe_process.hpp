#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "experiments/study/study_file.hpp"
#include "mpi_runner/probe.hpp"

namespace bacelab {

/// What a process of its own found out about a study.
struct ProbeResult {
  std::optional<Probe> probe;  ///< without the failures' texts
  std::string why_not;         ///< if there is none
};

/// probe_study() in a process of its own, which is ended after `limit`: a single world may take
/// hours, or more memory than there is. To be called before other threads are started.
ProbeResult probe_apart(const StudyFile& file, double seconds, std::chrono::milliseconds limit);

}  // namespace bacelab
