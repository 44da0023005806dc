#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// What a metric is called in sentences.
[[nodiscard]] std::string name_of_metric(const std::string& metric);

/// What a comparison with one baseline shows.
enum class Shown {
  less,        ///< the policy under test has less
  more,        ///< it has more
  nothing,     ///< an interval contains 0
  undecided,   ///< none does, but the p-value adjusted for all baselines is too large
  no_interval  ///< too few worlds
};

/// What the intervals of the difference, overhead and reduction, and the p-value as the table
/// adjusts it, show.
[[nodiscard]] Shown shown_by(const Comparison& table, const BaselineComparison& row);

/// One sentence for each metric on the policy under test against the baseline in row `baseline` of
/// all tables, such as "bace finishes jobs 5.3 % [4.4, 6.2] sooner than cr_lcf; it is worse in 12 %
/// of the worlds."
[[nodiscard]] std::vector<std::string> verdict_of(std::span<const Comparison> tables,
                                                  std::size_t baseline);

/// How to read the sentences: the intervals, and how many comparisons they were adjusted for.
[[nodiscard]] std::string verdict_note(const Comparison& table);

}  // namespace bacelab
