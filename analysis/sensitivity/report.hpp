#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>

#include "analysis/sensitivity/sensitivity.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {

/// Writes a heading and a tidy row for each measure of each factor (or pair of factors), to full
/// precision: measures are first, total and second, or mu, mu_star and sigma. What is missing is an
/// empty field, explained in `reason`.
void write_csv(std::ostream& out, const Sensitivity& sensitivity);

/// A sensitivity as a JSON object, to full precision. An estimate is {"value", "lower", "upper",
/// "reason"}: what is missing is null, and `reason` is null if nothing is. `sobol` or `morris` is
/// null.
[[nodiscard]] nlohmann::ordered_json to_json(const Sensitivity& sensitivity);

/// Writes a sensitivity for people, in lines of at most `width` characters: a title, a row for each
/// factor, second-order indices if there are any, the size of the noise, and what the terms mean.
/// Missing values are "-" and explained below.
void write_table(std::ostream& out, const Sensitivity& sensitivity,
                 std::size_t width = table_width);

}  // namespace bacelab
