#pragma once

#include <vector>

#include "app/compare/options.hpp"
#include "app/compare/point_comparisons.hpp"

namespace bacelab {

// Comparisons on standard output.

/// A page for each point: the tables of the metrics, and what made the difference.
void write_pages(const ResultsFile& file, const Selection& selection,
                 const std::vector<PointComparison>& points);

/// A table for each metric, with a line for each point, and what the other points are.
void write_design(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points);

/// The same tables in Markdown or LaTeX.
void write_tables(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points);

}  // namespace bacelab
