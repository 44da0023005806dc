#pragma once

#include <cstddef>
#include <vector>

#include "experiments/random/stream.hpp"

namespace bacelab {

/// The numbers 0 to `count` - 1 in random order (Fisher and Yates), by the positions
/// `first_position` + 0, 1, ... of a stream.
std::vector<std::size_t> random_order(std::size_t count, const RandomStream& stream,
                                      std::uint32_t first_position = 0);

}  // namespace bacelab
