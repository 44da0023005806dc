#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace bacelab {

/// The 64-bit XXH3 of bytes: tells apart what was damaged or changed, not what was forged.
std::uint64_t hash_of(std::span<const std::byte> bytes);
std::uint64_t hash_of(std::string_view text);

/// The same hash of bytes that come in parts.
class RunningHash {
 public:
  RunningHash();

  void add(std::string_view part);
  /// Of all parts so far.
  [[nodiscard]] std::uint64_t value() const;

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };

  std::unique_ptr<State, Free> state_;
};

}  // namespace bacelab
