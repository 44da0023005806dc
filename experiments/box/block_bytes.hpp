#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/box/run_block.hpp"

namespace bacelab {

/// A block as bytes, to keep it in a file.
/// \throws std::invalid_argument if it is not consistent
std::vector<std::byte> pack(const RunBlock& block);

/// The block that pack() made these bytes of.
/// \throws std::invalid_argument if it did not
RunBlock unpack(std::span<const std::byte> bytes);

}  // namespace bacelab
