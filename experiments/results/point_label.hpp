#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "experiments/results/results_description.hpp"

namespace bacelab {

/// What the factors are at a point: "network.scale = 0.3, arrivals.load = 0.8"; empty without
/// factors.
std::string point_label(std::span<const Factor> factors, std::size_t point);

}  // namespace bacelab
