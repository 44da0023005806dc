#include "experiments/random/fingerprint.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

// Computed on x86-64 with Boost 1.74 and SLEEF 3.5.1, and with 1.83 and 3.6.1; other versions may
// have another one.
TEST_CASE("the fingerprint is the same in every run, for any processor", "[random][reference]") {
  CHECK(arithmetic_fingerprint() == "5f5875a1286f0774");
}

}  // namespace bacelab
