#pragma once

#include <nlohmann/json_fwd.hpp>

#include "analysis/statistics/estimate.hpp"

namespace bacelab {

/// {"value", "reason"}: null is what there is none of.
[[nodiscard]] nlohmann::ordered_json json_of(const ValueOrReason<double>& quantity);

/// {"value", "lower", "upper", "reason"}: the reason is why there is no interval.
[[nodiscard]] nlohmann::ordered_json json_of(const Estimate& estimate);

}  // namespace bacelab
