#include "experiments/random/fingerprint.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

// Computed on x86-64 with Boost 1.74 and SLEEF 3.5.1; other versions may have another one.
TEST_CASE("the fingerprint is the same in every run, for any processor", "[random][reference]") {
  CHECK(arithmetic_fingerprint() == "d66d30c455f0aafc");
}

}  // namespace bacelab
