#pragma once

#include <iosfwd>
#include <span>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// Writes a heading and a tidy row for each comparison and baseline (RFC 4180, but lines end in
/// "\n"), in the unit of the metric. Numbers are the shortest that read back as the same double,
/// whatever the locale. What is missing is an empty field, explained in `remarks`; `family_size`
/// says over how many rows (of equal point, metric and policy) `p_adjusted` is adjusted; worst
/// worlds are names of replications, worst first, separated by ";". All comparisons must have the
/// same quantiles.
void write_csv(std::ostream& out, std::span<const Comparison> comparisons);

}  // namespace bacelab
