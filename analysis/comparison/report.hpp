#pragma once

#include <cstddef>
#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"
#include "analysis/selection/select.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {

/// The quantities that a comparison with one baseline lacks, and why, such as "overhead, reduction:
/// there are no pairs"; one text for each reason, none if nothing is missing.
[[nodiscard]] std::vector<std::string> remarks(const BaselineComparison& row);

/// The same for all baselines of a table: "fcfs, lcf: overhead: ...".
[[nodiscard]] std::vector<std::string> remarks(const Comparison& comparison);

/// Writes a heading and a tidy row for each comparison and baseline (RFC 4180, but lines end in
/// "\n"), in the unit of the metric. Numbers are the shortest that read back as the same double,
/// whatever the locale. Each factor of the design has a column with its name. What is missing is an
/// empty field, explained in `remarks`; `family_size` says over how many rows (of equal point,
/// metric and policy) `p_adjusted` is adjusted; worst worlds are names of replications, worst
/// first, separated by ";". All comparisons must have the same quantiles and factors.
void write_csv(std::ostream& out, std::span<const Comparison> comparisons);

/// A comparison as a JSON object with the members of Comparison, in its units and to full
/// precision. An estimate is {"value", "lower", "upper", "reason"}, other quantities that may be
/// missing are {"value", "reason"}: what is missing is null, and `reason` is null if nothing is.
[[nodiscard]] nlohmann::ordered_json to_json(const Comparison& comparison);

/// An array of such objects.
[[nodiscard]] nlohmann::ordered_json to_json(std::span<const Comparison> comparisons);

/// How the intervals of a comparison are made and how sure they are, as part of a title.
[[nodiscard]] std::string interval_text(const Comparison& comparison);

/// A sentence that says that the intervals of the baselines, which stand in a column or a line, are
/// not simultaneous; empty if they are, or if there is only one.
[[nodiscard]] std::string together_text(const Comparison& comparison, const std::string& of_what);

/// Writes a comparison for people, in lines of `width` characters: a title, means and differences,
/// evidence, the worst worlds, and what the words mean. Percentages have one decimal and intervals
/// stand in brackets; long times are shown in h (analysis/reporting/numbers.hpp). Missing values
/// are "-" and explained below.
void write_table(std::ostream& out, const Comparison& comparison, std::size_t width = table_width);

/// Is the overhead of a baseline shown to be within the margin? Nothing if there is no p-value.
[[nodiscard]] std::optional<bool> is_equivalent(const Comparison& comparison,
                                                const Equivalence& equivalence);

/// Writes what was asked beyond the table: equivalence and dominance of each baseline, with
/// verdicts; nothing if neither was asked.
void write_answers(std::ostream& out, const Comparison& comparison, std::size_t width);

/// Writes how often the mechanisms of each policy acted, as means over the worlds of the points:
/// without this a comparison can't be understood (MODEL.md section 9).
void write_mechanisms(std::ostream& out, const ResultsFile& file,
                      std::span<const std::size_t> points, const Selection& selection,
                      const CompleteWorlds& worlds, std::size_t width = table_width);

}  // namespace bacelab
