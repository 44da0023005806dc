#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tests/fuzz/fuzz_target.hpp"

// The entry of libFuzzer for the target BACELAB_FUZZ_TARGET.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const bacelab::fuzz::FuzzTarget* const target = [] {
    for (const auto& candidate : bacelab::fuzz::fuzz_targets()) {
      if (candidate.name == BACELAB_FUZZ_TARGET) return &candidate;
    }
    return static_cast<const bacelab::fuzz::FuzzTarget*>(nullptr);
  }();
  bacelab::fuzz::run(*target, {reinterpret_cast<const char*>(data), size});
  return 0;
}
