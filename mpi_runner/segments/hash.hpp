#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bacelab {

/// The 64-bit XXH3 of bytes: tells apart what was damaged, not what was forged.
std::uint64_t hash_of(std::span<const std::byte> bytes);
std::uint64_t hash_of(std::string_view text);

}  // namespace bacelab
