#include "core/scheduling/allocator.hpp"

#include <catch2/catch.hpp>

#include "tests/support/unit_world.hpp"

namespace bacelab {

using testing::path;

TEST_CASE("fewer regions first, then the lexicographically smaller path, never itself") {
  const Placement one = {path({5}), {}, nullptr, {}};
  const Placement two = {path({0, 1}), {}, nullptr, {}};
  const Placement other = {path({0, 2}), {}, nullptr, {}};
  CHECK(shorter_path(one, two));
  CHECK_FALSE(shorter_path(two, one));
  CHECK(shorter_path(two, other));
  CHECK_FALSE(shorter_path(other, two));
  CHECK_FALSE(shorter_path(two, two));
}

}  // namespace bacelab
