#pragma once

#include <string>
#include <vector>

#include "app/cli/options.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/probe_findings.hpp"

namespace bacelab {

/// Why runs of the probe got stuck, a text for each policy, or for several with the same job and
/// reason, at most a handful: the policy, the world, the job, the limit, and the keys or the
/// command that help. `options`: the study as the command line names it.
[[nodiscard]] std::vector<std::string> stuck_texts(const std::vector<StuckRuns>& stuck,
                                                   const StudyFile& file,
                                                   const StudyOptions& options);

/// The same of runs that failed.
[[nodiscard]] std::vector<std::string> failed_texts(const std::vector<FailedRuns>& failed,
                                                    const StudyFile& file,
                                                    const StudyOptions& options);

}  // namespace bacelab
