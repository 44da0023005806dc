#pragma once

#include <span>

#include <nlohmann/json_fwd.hpp>

#include "analysis/comparison/comparison.hpp"

namespace bacelab {

/// A comparison as a JSON object with the members of Comparison, in its units and to full
/// precision. An estimate is {"value", "lower", "upper", "reason"}, other quantities that may be
/// missing are {"value", "reason"}: what is missing is null, and `reason` is null if nothing is.
[[nodiscard]] nlohmann::ordered_json to_json(const Comparison& comparison);

/// An array of such objects.
[[nodiscard]] nlohmann::ordered_json to_json(std::span<const Comparison> comparisons);

}  // namespace bacelab
