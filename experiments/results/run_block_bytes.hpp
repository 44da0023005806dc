#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/results/run_block.hpp"

namespace bacelab {

/// A block as bytes, to send it to another process of the same program or to keep it in a file.
std::vector<std::byte> pack(const RunBlock& block);

/// The block that pack() made these bytes of.
/// \throws std::invalid_argument if it did not
RunBlock unpack(std::span<const std::byte> bytes);

}  // namespace bacelab
