#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// Reads [precision]; nothing if the study has none. `replications` is the most that a point may
/// have. Throws InputError.
std::optional<PrecisionTarget> read_precision(const ConfigSection& root,
                                              const std::vector<std::string>& policies,
                                              std::size_t replications);

}  // namespace bacelab
