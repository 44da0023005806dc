#pragma once

#include <cstddef>
#include <vector>

#include "analysis/comparison/compare.hpp"
#include "app/compare/options.hpp"

namespace bacelab {

/// The comparisons at one point of the design, or at several that are pooled.
struct PointComparison {
  std::vector<std::size_t> points;
  CompleteWorlds worlds;
  std::vector<Comparison> comparisons;
};

/// Is there a line for each point instead of a page? A table of lines has no room for more answers.
bool is_by_lines(const CompareCommandOptions& options, std::size_t points);

/// The comparisons at each point, of all points or of the one that is asked for; for people, only
/// at the first ones of a very large design. Worlds and policies that are left out are told on
/// standard error.
std::vector<PointComparison> compare_points(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection);

/// The comparisons of all points together. Throws InputError if there is one point alone.
std::vector<PointComparison> compare_pooled(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection);

}  // namespace bacelab
