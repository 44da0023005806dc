#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/sensitivity/sensitivity.hpp"

namespace bacelab {

/// A sensitivity as a JSON object, to full precision. An estimate is {"value", "lower", "upper",
/// "reason"}: what is missing is null, and `reason` is null if nothing is. `sobol` or `morris` is
/// null.
[[nodiscard]] nlohmann::ordered_json to_json(const Sensitivity& sensitivity);

}  // namespace bacelab
