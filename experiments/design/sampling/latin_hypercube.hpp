#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "experiments/design/sampling/sample_seed.hpp"

namespace bacelab {

/// One coordinate of a Latin hypercube sample (McKay, Beckman and Conover, Technometrics 21,
/// 239-245, 1979): of `samples` equal strata of (0, 1) each is met once, at a uniform place in it,
/// in random order. Coordinates of different owners are independent, and an owner's doesn't change
/// with the others.
std::vector<double> latin_hypercube_coordinate(std::size_t samples, const SampleSeed& seed,
                                               std::string_view owner);

}  // namespace bacelab
