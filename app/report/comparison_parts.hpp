#pragma once

#include <cstddef>
#include <string>

#include "app/report/contents.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

// What a page says of one policy under test. Elements that are about one metric, baseline or point
// say so in their attributes data-metric, data-baseline and data-point.

/// The values of the factors at a point, rounded as in the tables.
[[nodiscard]] std::string label_of(const ResultsFile& file, std::size_t point);

/// A sentence for each baseline and metric.
[[nodiscard]] std::string verdict_part(const ResultsFile& file, const ReportContents& contents);

/// All quantities of `compare`.
[[nodiscard]] std::string tables_part(const ResultsFile& file, const ReportContents& contents);

/// The worlds in which the policy under test lost by most.
[[nodiscard]] std::string worst_part(const ResultsFile& file, const ReportContents& contents);

}  // namespace bacelab
