#pragma once

#include <chrono>

#include "experiments/study/study_file.hpp"
#include "mpi_runner/probe_answer.hpp"

namespace bacelab {

/// probe_study() in a process of its own, which is ended after `limit`: a single world may take
/// hours, or more memory than there is. To be called before other threads are started.
ProbeResult probe_apart(const StudyFile& file, double seconds, std::chrono::milliseconds limit);

}  // namespace bacelab
