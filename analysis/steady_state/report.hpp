#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>

#include "analysis/steady_state/long_runs.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {

/// The subject of a table of long runs.
struct LongRunsTitle {
  std::string column;  ///< of the job rows
  std::string unit;    ///< of its values
  std::size_t jobs = 0;
  double confidence = 0.95;
};

/// Writes long runs for people, in lines of at most `width` characters: a title, a table for each
/// point, and what the terms mean. Missing values are "-" and explained below.
void write_table(std::ostream& out, const LongRunsTitle& title,
                 std::span<const PointLongRuns> points, std::size_t width = table_width);

/// Long runs as a JSON object, to full precision, an estimate as {"value", "lower", "upper",
/// "reason"}: what is missing is null, and `reason` is null if nothing is.
[[nodiscard]] nlohmann::ordered_json to_json(const LongRunsTitle& title,
                                             std::span<const PointLongRuns> points);

}  // namespace bacelab
