#include "experiments/files/hash.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace bacelab {

std::uint64_t hash_of(std::span<const std::byte> bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

struct RunningHash::State {
  XXH3_state_t xxh3;
};

void RunningHash::Free::operator()(State* state) const { delete state; }

RunningHash::RunningHash() : state_(new State) { XXH3_64bits_reset(&state_->xxh3); }

void RunningHash::add(std::string_view part) {
  XXH3_64bits_update(&state_->xxh3, part.data(), part.size());
}

std::uint64_t RunningHash::value() const { return XXH3_64bits_digest(&state_->xxh3); }

}  // namespace bacelab
