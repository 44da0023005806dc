#include "experiments/study/design/sampling/random_designs.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <map>

#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

TEST_CASE("Latin hypercube: each stratum is met exactly once", "[design][property]") {
  rc::prop("for any size and seed", [] {
    const auto samples = *rc::gen::inRange<std::size_t>(1, 300);
    const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1000);
    std::vector<int> count(samples);
    for (const double u : latin_hypercube_coordinate(samples, {seed}, "a")) {
      ++count.at(static_cast<std::size_t>(u * static_cast<double>(samples)));
    }
    RC_ASSERT(count == std::vector<int>(samples, 1));
  });
}

TEST_CASE("Latin hypercube: the place in a stratum is uniform", "[design][reference]") {
  std::vector<double> places;
  for (const double u : latin_hypercube_coordinate(4000, {1}, "a")) {
    places.push_back(u * 4000 - std::floor(u * 4000));
  }
  CHECK(testing::kolmogorov_smirnov(places, testing::uniform_cdf) < testing::kolmogorov_limit);
}

TEST_CASE("Latin hypercube: coordinates are independent and belong to their owner", "[design]") {
  const auto a = latin_hypercube_coordinate(4000, {1}, "a");
  const auto b = latin_hypercube_coordinate(4000, {1}, "b");
  CHECK(std::abs(testing::correlation(a, b, 0.5, std::sqrt(1.0 / 12))) <
        testing::correlation_limit(4000));
  CHECK(a == latin_hypercube_coordinate(4000, {1}, "a"));
  CHECK(a != latin_hypercube_coordinate(4000, {2}, "a"));
}

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

TEST_CASE("random order: every number is there once", "[design]") {
  auto order = random_order(100, RandomStream({.seed = 1}, "test"));
  CHECK_FALSE(std::is_sorted(order.begin(), order.end()));
  std::sort(order.begin(), order.end());
  for (std::size_t i = 0; i < order.size(); ++i) CHECK(order[i] == i);
}

TEST_CASE("random order: all orders are as likely", "[design][reference]") {
  // Chi-squared with 23 degrees of freedom; 56.4 belongs to a false-alarm rate of 1e-4 (Wilson and
  // Hilferty: 23 (1 - 2/207 + 3.719 sqrt(2/207))^3 = 56.6).
  std::map<std::vector<std::size_t>, double> counts;
  const RandomStream stream({.seed = 2}, "test");
  for (std::uint32_t i = 0; i < 24'000; ++i) ++counts[random_order(4, stream, 4 * i)];
  REQUIRE(counts.size() == 24);
  std::vector<double> of_orders;
  for (const auto& [order, count] : counts) of_orders.push_back(count);
  CHECK(testing::chi_squared(of_orders) < 56.4);
}

}  // namespace
}  // namespace bacelab
