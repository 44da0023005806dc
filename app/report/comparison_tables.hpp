#pragma once

#include <string>

#include "app/report/contents.hpp"

namespace bacelab {

/// Tables of policies by quantities, one for each metric of a point.
[[nodiscard]] std::string comparison_tables(const ReportPoint& point);

/// One table for each metric: points by baselines, with the factors as columns.
[[nodiscard]] std::string design_tables(const ResultsFile& file, const ReportContents& contents);

/// The worlds in which the policy under test lost by most, and how to see each again.
[[nodiscard]] std::string worst_worlds(const ResultsFile& file, const ReportPoint& point);

/// Tables of the indices or measures of factors.
[[nodiscard]] std::string sensitivity_tables(const ReportContents& contents);

}  // namespace bacelab
