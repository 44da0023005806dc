#include "core/scheduling/path_finders/local_first.hpp"

#include <rapidcheck/catch.h>

#include <catch2/catch.hpp>

#include "tests/support/draws.hpp"
#include "tests/support/finding.hpp"
#include "tests/support/random_state.hpp"

namespace bacelab {

using namespace testing;

TEST_CASE("local_first takes the cheapest region that holds all stages, cheaper paths or not") {
  LocalFirst finder(0.5, 0.5, 1.0);
  const MadeState state({8, 9, 4, 4}, {3.0, 2.0, 1.0, 1.0}, {{0, 1, 9.0}, {2, 3, 9.0}});
  CHECK(find_cheapest(finder, state, up_to_8_stages()) == Found{{1}, {8}});
}

TEST_CASE("local_first takes fewer stages in one region, down to its fraction of the most") {
  // 8 stages have a path only. K is 1, 2, 3, 4, 8.
  const MadeState state({4, 4, 3}, {3.0, 2.0, 1.0}, {{0, 1, 9.0}, {1, 2, 9.0}}, 1);
  LocalFirst half(0.5, 0.5, 1.0);
  CHECK(find_cheapest(half, state, up_to_8_stages()) == Found{{1}, {4}});
  LocalFirst most(0.5, 0.51, 1.0);
  CHECK(find_cheapest(most, state, up_to_8_stages()) == Found{{2, 1, 0}, {3, 4, 1}});
  LocalFirst little(0.5, 0.1, 1.0);
  const MadeState small({1, 3, 4}, {1.0, 2.0, 3.0}, {{0, 1, 9.0}, {1, 2, 9.0}}, 1);
  CHECK(find_cheapest(little, small, up_to_8_stages()) == Found{{2}, {4}});
}

TEST_CASE("local_first counts its fractions from the stages that it allows") {
  // lambda 0.5: at most 4 of 8 stages; kappa 0.5: a path of 2 or more; theta 1: a region with 4.
  const MadeState state({8, 2, 2}, {3.0, 1.0, 1.0}, {{1, 2, 9.0}}, 1);
  LocalFirst finder(0.5, 1.0, 0.5);
  CHECK(find_cheapest(finder, state, up_to_8_stages()) == Found{{0}, {4}});
  const MadeState apart({0, 2, 2}, {3.0, 2.0, 1.0}, {{1, 2, 9.0}}, 1, 8);
  CHECK(find_cheapest(finder, apart, up_to_8_stages()) == Found{{1, 2}, {2, 2}});
  const MadeState alone({0, 2, 1}, {3.0, 2.0, 1.0}, {}, 1, 8);
  CHECK(find_cheapest(finder, alone, up_to_8_stages()) == Found{{1}, {2}});
}

TEST_CASE("local_first with its smallest fraction of stages still gives k_min") {
  LocalFirst finder(0.5, 0.5, 0.0);
  const MadeState state({1, 4}, {2.0, 1.0}, {});
  CHECK(find_cheapest(finder, state, up_to_8_stages(2)) == Found{{1}, {2}});
}

TEST_CASE("local_first has no place for a job that the cluster is too small for") {
  LocalFirst finder(0.5, 0.5, 1.0);
  const MadeState state({1, 1}, {2.0, 1.0}, {{0, 1, 9.0}});
  CHECK_FALSE(find_cheapest(finder, state, up_to_8_stages(3)));
}

TEST_CASE("local_first is bace where no region holds enough stages") {
  rc::prop("place", [] {
    Draws draws(*rc::gen::noShrink(rc::gen::arbitrary<std::uint64_t>()));
    const auto made = random_state(draws);
    const StagePlan plan = up_to_8_stages(draws.between(1, 4));
    BandwidthAware bace(0.5);
    LocalFirst local(0.5, 1.0, 1.0);
    const auto wanted = find_cheapest(bace, *made, plan);
    const auto found = find_cheapest(local, *made, plan);
    RC_ASSERT(found.has_value() == wanted.has_value());
    if (found && found->path.size() > 1) RC_ASSERT(*found == *wanted);
    if (wanted && found->path.size() == 1 && wanted->path.size() > 1) {
      RC_ASSERT(found->stages[0] >= wanted->stages[0]);
    }
  });
}

}  // namespace bacelab
