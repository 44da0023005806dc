#include "experiments/design/sampling/random_order.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "tests/experiments/random/sample_tests.hpp"

namespace bacelab {
namespace {

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
