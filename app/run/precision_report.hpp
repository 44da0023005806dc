#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "app/cli/command_line.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {

/// Reports for each point how many replications ran, why they ended, and which comparison was the
/// last to converge, or which policy was selected and where the others were dropped.
/// \returns precision_not_reached if a point has no replications left
ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome, const StudyFile& file);

/// How a point ended whose best policy was to be selected: "bace is selected in jct_mean after 300
/// replications; dropped: lcf after 30, cr_ldf after 300 (within 1 %)".
std::string selection_text(const PointPrecision& point, const std::vector<std::string>& policies,
                           double indifference_percent);

}  // namespace bacelab
