#include "core/scheduling/allocators.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>

#include "tests/support/draws.hpp"
#include "tests/support/state.hpp"
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

namespace {

using namespace testing;

std::vector<int> divide_cheapest_first(const MadeState& made,
                                       const std::vector<std::size_t>& regions, int k) {
  const StageOption option = {k, 1.0, 1.0, 1.0};
  Placement placement = {path(regions), {99}, &option, {}};
  CheapestFirst().allocate(made.view(), placement);
  return placement.stages;
}

/// The lowest price of all ways to divide `left` stages from position i on, one each at least.
double cheapest(const MadeState& made, const std::vector<std::size_t>& regions, std::size_t i,
                int left) {
  if (i == regions.size()) return left == 0 ? 0.0 : std::numeric_limits<double>::infinity();
  double best = std::numeric_limits<double>::infinity();
  const int most = std::min(left, made.state().free_gpus()[region(regions[i])]);
  for (int n = 1; n <= most; ++n) {
    best = std::min(best, n * made.state().price()[region(regions[i])] +
                              cheapest(made, regions, i + 1, left - n));
  }
  return best;
}

Placement placed(const std::vector<std::size_t>& regions, std::vector<int> stages) {
  static const StageOption any = {};
  return {path(regions), std::move(stages), &any, {}};
}

/// Does the allocator prefer the first, at the prices of this state?
bool is_better(const MadeState& made, Placement candidate, Placement best) {
  candidate.price = price_of(made.state(), candidate);
  best.price = price_of(made.state(), best);
  return CheapestFirst().better(candidate, best);
}

}  // namespace

TEST_CASE("every region gets one stage, the rest goes to the cheapest") {
  const MadeState made({4, 4, 4}, {3.0, 1.0, 2.0}, {});
  CHECK(divide_cheapest_first(made, {0, 1, 2}, 3) == std::vector<int>{1, 1, 1});
  CHECK(divide_cheapest_first(made, {0, 1, 2}, 5) == std::vector<int>{1, 3, 1});
  CHECK(divide_cheapest_first(made, {0, 1, 2}, 8) == std::vector<int>{1, 4, 3});
  CHECK(divide_cheapest_first(made, {0, 1, 2}, 10) == std::vector<int>{2, 4, 4});
  CHECK(divide_cheapest_first(made, {0, 1, 2}, 12) == std::vector<int>{4, 4, 4});
  CHECK(divide_cheapest_first(made, {2}, 3) == std::vector<int>{3});
}

TEST_CASE("equal prices go to the lower region index, not to the earlier on the path") {
  const MadeState made({4, 4}, {1.0, 1.0}, {});
  CHECK(divide_cheapest_first(made, {1, 0}, 5) == std::vector<int>{1, 4});
}

TEST_CASE("negative prices are the cheapest") {
  const MadeState made({4, 4}, {0.0, -1.0}, {});
  CHECK(divide_cheapest_first(made, {0, 1}, 5) == std::vector<int>{1, 4});
}

TEST_CASE("no division of the stages over the path is cheaper") {
  rc::prop("enumeration", [] {
    Draws draws(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<int> free;
    std::vector<double> price;
    std::vector<std::size_t> regions;
    const int n = draws.between(1, 4);
    int sum = 0;
    for (int r = 0; r < n; ++r) {
      free.push_back(draws.between(1, 5));
      price.push_back(draws.chance(0.5) ? draws.between(-2, 3) : draws.uniform(-1.0, 3.0));
      regions.push_back(static_cast<std::size_t>(r));
      sum += free.back();
    }
    for (std::size_t i = regions.size(); i > 1; --i) {
      std::swap(regions[i - 1],
                regions[static_cast<std::size_t>(draws.below(static_cast<int>(i)))]);
    }
    const MadeState made(free, price, {});
    const int k = draws.between(n, sum);
    const std::vector<int> stages = divide_cheapest_first(made, regions, k);
    double total = 0.0;
    int used = 0;
    for (std::size_t i = 0; i < regions.size(); ++i) {
      RC_ASSERT(stages[i] >= 1);
      RC_ASSERT(stages[i] <= free[regions[i]]);
      used += stages[i];
      total += stages[i] * price[regions[i]];
    }
    RC_ASSERT(used == k);
    RC_ASSERT(std::abs(total - cheapest(made, regions, 0, k)) < 1e-12);
  });
}

TEST_CASE("the price of a placement is added in region index order") {
  // 1e16 + 1 + 1 in index order loses the ones, in path order it would not.
  const MadeState made({1, 1, 1}, {1e16, 1.0, 1.0}, {});
  CHECK(price_of(made.state(), placed({1, 2, 0}, {1, 1, 1})).price == 1e16);
  CHECK(price_of(made.state(), placed({0, 1, 2}, {1, 1, 1})).price == 1e16);
  const MadeState mixed({9, 9}, {-2.0, 3.0}, {});
  const PlacementPrice price = price_of(mixed.state(), placed({1, 0}, {2, 5}));
  CHECK(price.price == -4.0);
  CHECK(price.magnitude == 16.0);
}

TEST_CASE("the cheaper placement is better, a tie goes to the shorter path") {
  const MadeState made({9, 9, 9}, {1.0, 2.0, 1.0}, {});
  CHECK(is_better(made, placed({0}, {3}), placed({1}, {2})));
  CHECK_FALSE(is_better(made, placed({1}, {2}), placed({0}, {3})));
  CHECK(is_better(made, placed({1}, {1}), placed({0, 2}, {1, 1})));
  CHECK(is_better(made, placed({0}, {2}), placed({2}, {2})));
  CHECK_FALSE(is_better(made, placed({2}, {2}), placed({0}, {2})));
}

TEST_CASE("a tie is relative to the sizes of the terms, so that sums near zero can tie") {
  // 1e6 - 1e6 + 1e-4: within 1e-9 of 2e6.
  const MadeState made({9, 9, 9, 9}, {1e6, -1e6 + 1e-4, 0.0, -1e-2}, {});
  CHECK(is_better(made, placed({2}, {2}), placed({0, 1}, {1, 1})));
  CHECK_FALSE(is_better(made, placed({0, 1}, {1, 1}), placed({2}, {2})));
  CHECK(is_better(made, placed({3}, {2}), placed({0, 1}, {1, 1})));
}

namespace {

/// 2 GB over each boundary of an iteration of 4 s: 1,800 GB an hour.
Placement with_transfers(const MadeState& made, const std::vector<std::size_t>& regions, int k) {
  static const StageOption three = {3, 1.0, 1.0, 4.0, 2.0};
  static const StageOption five = {5, 1.0, 1.0, 4.0, 2.0};
  Placement placement = {path(regions), {99}, k == 3 ? &three : &five, {}};
  CheapestTotal().allocate(made.view(), placement);
  return placement;
}

}  // namespace

TEST_CASE("cheapest_total divides as cheapest_first, and adds the transfers to the price") {
  const MadeState made({4, 4, 4}, {3.0, 1.0, -2.0},
                       {{0, 1, 9.0, 0.0, 0.5}, {1, 2, 9.0, 0.0, 0.25}});
  const Placement one = with_transfers(made, {1}, 3);
  CHECK(one.stages == std::vector{3});
  CHECK(one.price.price == 3.0);
  CHECK(one.price.magnitude == 3.0);
  // 1, 1 and 3 stages: 3 + 1 - 6; 1,000 hours of 1,800 GB at 0.5 and 0.25 USD.
  const Placement all = with_transfers(made, {0, 1, 2}, 5);
  CHECK(all.stages == std::vector{1, 1, 3});
  CHECK(all.price.price == Approx(-2.0 + 1.35e6).epsilon(1e-14));
  CHECK(all.price.magnitude == Approx(10.0 + 1.35e6).epsilon(1e-14));
}

TEST_CASE("cheapest_total prefers what is cheaper with its transfers") {
  // R0 and R1 are cheaper, but 1.8e6 USD for each USD/GB go to their link.
  const auto made = [](double usd_per_gb) {
    return std::make_unique<MadeState>(
        std::vector{2, 2, 2}, std::vector{1e3, 2e3, 5e3},
        std::vector<StateLink>{{0, 1, 9.0, 0.0, usd_per_gb}, {0, 2, 9.0}});
  };
  const auto better = [&](double usd_per_gb) {
    const auto state = made(usd_per_gb);
    return CheapestTotal().better(with_transfers(*state, {0, 1}, 3),
                                  with_transfers(*state, {0, 2}, 3));
  };
  CHECK(better(1e-3));        // 4,000 + 1,800 against 7,000
  CHECK_FALSE(better(2e-3));  // 4,000 + 3,600
  // A tie, to the path with the lower indices: 4,000 + 3,000.
  CHECK(better(1.0 / 600.0));
}

namespace {

std::vector<int> divide_in_path_order(const MadeState& made,
                                      const std::vector<std::size_t>& regions, int k) {
  const StageOption option = {k, 1.0, 1.0, 1.0};
  Placement placement = {path(regions), {99}, &option, {}};
  PathOrder().allocate(made.view(), placement);
  return placement.stages;
}

}  // namespace

TEST_CASE("one stage in every region, the rest in path order") {
  const MadeState made({4, 2, 4}, {3.0, 1.0, 2.0}, {});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 3) == std::vector<int>{1, 1, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 5) == std::vector<int>{3, 1, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 7) == std::vector<int>{4, 2, 1});
  CHECK(divide_in_path_order(made, {1, 2, 0}, 6) == std::vector<int>{2, 3, 1});
  CHECK(divide_in_path_order(made, {0, 1, 2}, 10) == std::vector<int>{4, 2, 4});
  CHECK(divide_in_path_order(made, {2}, 2) == std::vector<int>{2});
}

TEST_CASE("the shorter path is better, whatever it costs") {
  const PathOrder allocator;
  CHECK(allocator.is_path_order());
  CHECK_FALSE(CheapestFirst().is_path_order());
  const Placement dear = {path({0}), {2}, nullptr, {9.0, 9.0}};
  const Placement cheap = {path({1, 0}), {1, 1}, nullptr, {1.0, 1.0}};
  CHECK(allocator.better(dear, cheap));
  CHECK_FALSE(allocator.better(cheap, dear));
}

TEST_CASE("free GPUs on a path") {
  const testing::MadeState made({3, 5, 7}, {1, 1, 1}, {});
  CHECK(free_slots_on(made.view(), testing::path({2, 0})) == 10);
  CHECK(free_slots_on(made.view(), {}) == 0);
}

}  // namespace bacelab
