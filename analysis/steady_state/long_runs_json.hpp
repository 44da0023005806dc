#pragma once

#include <span>

#include <nlohmann/json_fwd.hpp>

#include "analysis/steady_state/long_runs_table.hpp"

namespace bacelab {

/// Long runs as a JSON object, to full precision, an estimate as {"value", "lower", "upper",
/// "reason"}: what is missing is null, and `reason` is null if nothing is.
[[nodiscard]] nlohmann::ordered_json to_json(const LongRunsTitle& title,
                                             std::span<const PointLongRuns> points);

}  // namespace bacelab
