#include "core/scheduling/placement.hpp"

#include <catch2/catch.hpp>

#include "tests/support/state.hpp"

namespace bacelab {

TEST_CASE("free GPUs on a path") {
  const testing::MadeState made({3, 5, 7}, {1, 1, 1}, {});
  CHECK(free_gpus_on(made.state(), testing::path({2, 0})) == 10);
  CHECK(free_gpus_on(made.state(), {}) == 0);
}

}  // namespace bacelab
