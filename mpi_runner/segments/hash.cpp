#include "mpi_runner/segments/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace bacelab {

std::uint64_t hash_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace bacelab
