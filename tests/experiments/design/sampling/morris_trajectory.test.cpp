#include "experiments/design/sampling/morris_trajectory.hpp"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

TEST_CASE("Morris trajectory: each step changes one factor by delta", "[design][property]") {
  rc::prop("for any size and seed", [] {
    const auto dimensions = *rc::gen::inRange<std::size_t>(1, 12);
    const auto levels = 2 * *rc::gen::inRange<std::size_t>(1, 10);
    const auto number = *rc::gen::inRange<std::uint32_t>(0, 1000);
    const MorrisTrajectory way = morris_trajectory(dimensions, levels, {1, number});
    std::vector<int> changes(dimensions);
    for (std::size_t step = 1; step <= dimensions; ++step) {
      for (std::size_t i = 0; i < dimensions; ++i) {
        const auto before = static_cast<int>(way.level(step - 1, i));
        const auto after = static_cast<int>(way.level(step, i));
        RC_ASSERT(after >= 0 && after < static_cast<int>(levels));
        if (before == after) continue;
        RC_ASSERT(i == way.order[step - 1]);
        // levels / (2 (levels - 1)) of the range is half of the levels.
        RC_ASSERT(2 * std::abs(after - before) == static_cast<int>(levels));
        ++changes[i];
      }
    }
    RC_ASSERT(changes == std::vector<int>(dimensions, 1));
  });
}

TEST_CASE("Morris trajectory: levels, directions and orders are all as likely",
          "[design][reference]") {
  std::vector<double> levels(4);
  std::vector<double> first(3);
  double up = 0;
  for (std::uint32_t number = 0; number < 4000; ++number) {
    const MorrisTrajectory way = morris_trajectory(3, 4, {1, number});
    ++levels[way.level(0, 1)];
    ++first[way.order[0]];
    if (way.after[2] > way.before[2]) ++up;
  }
  // False-alarm rate 1e-4: chi-squared with 3 and 2 degrees of freedom.
  CHECK(testing::chi_squared(levels) < 21.1);
  CHECK(testing::chi_squared(first) < 18.4);
  CHECK(std::abs(up / 4000 - 0.5) < testing::mean_limit(0.5, 4000));
}

}  // namespace
}  // namespace bacelab
