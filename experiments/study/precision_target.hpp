#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "experiments/box/precision.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// Reads [precision]; empty if the study has none. `replications` is the maximum of a point. Throws
/// InputError.
std::optional<PrecisionGoal> read_precision(const ConfigSection& root,
                                            const std::vector<std::string>& policies,
                                            std::size_t replications);

}  // namespace bacelab
