#pragma once

#include <string_view>

#include "core/cluster/series.hpp"
#include "experiments/config/bounds.hpp"
#include "experiments/scenario/json_place.hpp"

namespace bacelab {

/// Reads {"times_s": [...], VALUE_KEY: [...]}; the values within bounds. Throws InputError.
Series read_series(const JsonPlace& place, std::string_view value_key, const Bounds& bounds);

/// Reads {"times_s": [...], "gpus": [...]}: integers from 0 to the region's GPUs. Throws
/// InputError.
Series read_capacity(const JsonPlace& place, int gpus);

}  // namespace bacelab
