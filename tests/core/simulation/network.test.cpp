#include "core/simulation/network.hpp"

#include <rapidcheck/catch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <numeric>
#include <vector>

#include "tests/support/draws.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab {
namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

std::vector<double> shares(double capacity, const std::vector<double>& caps) {
  std::vector<std::uint32_t> order;
  std::vector<double> result(caps.size());
  max_min_shares(capacity, caps, order, result);
  return result;
}

using Shares = std::vector<double>;

}  // namespace

TEST_CASE("every job gets its cap if the link has room") {
  CHECK(shares(10.0, {2.0, 5.0, 3.0}) == Shares{2.0, 5.0, 3.0});
}

TEST_CASE("small caps are met in full, the rest is shared equally") {
  CHECK(shares(10.0, {2.0, 8.0, 9.0}) == Shares{2.0, 4.0, 4.0});
  CHECK(shares(12.0, {8.0, 3.0, 8.0}) == Shares{4.5, 3.0, 4.5});
  CHECK(shares(6.0, {4.0, 4.0, 4.0}) == Shares{2.0, 2.0, 2.0});
  // Water-filling in steps: 1, then 2 of the rest, then equal parts.
  CHECK(shares(11.0, {9.0, 1.0, 9.0, 2.0}) == Shares{4.0, 1.0, 4.0, 2.0});
}

TEST_CASE("without caps the parts are equal") {
  CHECK(shares(9.0, {unlimited, unlimited, unlimited}) == Shares{3.0, 3.0, 3.0});
  CHECK(shares(9.0, {unlimited}) == Shares{9.0});
}

TEST_CASE("a dead link gives nothing, and without jobs there are no shares") {
  CHECK(shares(0.0, {2.0, 5.0}) == Shares{0.0, 0.0});
  CHECK(shares(0.0, {unlimited, unlimited}) == Shares{0.0, 0.0});
  CHECK(shares(5.0, {}).empty());
}

TEST_CASE("shares are max-min fair") {
  rc::prop("invariants", [] {
    testing::Draws draws(*rc::gen::arbitrary<std::uint64_t>());
    const int users = *rc::gen::inRange(1, 12);
    const double capacity = draws.chance(0.1) ? 0.0 : draws.uniform(0.0, 20.0);
    std::vector<double> caps;
    for (int i = 0; i < users; ++i) {
      caps.push_back(draws.chance(0.3) ? draws.between(1, 5) : draws.uniform(0.01, 9.0));
    }
    const std::vector<double> given = shares(capacity, caps);
    const double sum = std::accumulate(given.begin(), given.end(), 0.0);
    const double wanted = std::accumulate(caps.begin(), caps.end(), 0.0);
    const double eps = 1e-12 * (capacity + 1.0);
    RC_ASSERT(sum <= capacity + eps);
    RC_ASSERT(sum >= std::min(capacity, wanted) - eps);  // nothing is wasted
    const double largest = *std::max_element(given.begin(), given.end());
    for (std::size_t i = 0; i < caps.size(); ++i) {
      RC_ASSERT(given[i] >= 0.0);
      RC_ASSERT(given[i] <= caps[i]);
      // Whoever gets less than the cap gets as much as anybody.
      if (given[i] < caps[i] - eps) RC_ASSERT(given[i] >= largest - eps);
    }
  });
}

TEST_CASE("equal caps get shares that don't depend on the position") {
  rc::prop("permutation", [] {
    testing::Draws draws(*rc::gen::arbitrary<std::uint64_t>());
    std::vector<double> caps;
    for (int i = draws.between(1, 8); i > 0; --i) caps.push_back(draws.between(1, 4));
    const double capacity = draws.between(0, 16);
    auto forward = shares(capacity, caps);
    std::reverse(caps.begin(), caps.end());
    auto backward = shares(capacity, caps);
    std::reverse(backward.begin(), backward.end());
    for (std::size_t i = 0; i < forward.size(); ++i) {
      RC_ASSERT(std::abs(forward[i] - backward[i]) < 1e-12);
    }
  });
}

namespace {

using testing::job;
using testing::link;

/// New shares by boundary.
std::map<std::uint32_t, double> changes(Network& network) {
  network.share();
  std::map<std::uint32_t, double> result;
  for (const Network::Change& change : network.changes()) result[change.boundary] = change.share;
  return result;
}

using ChangedShares = std::map<std::uint32_t, double>;

}  // namespace

TEST_CASE("a job that joins a link changes the shares of those who must give way") {
  Network network;
  network.reset(2, Schedule::overlapped);
  network.set_bandwidth(link(0), 10.0);
  network.set_bandwidth(link(1), 10.0);
  network.add(link(0), {job(4), 4, 40, 8.0});
  CHECK(changes(network) == ChangedShares{{40, 8.0}});
  network.add(link(0), {job(1), 1, 10, 2.0});
  CHECK(changes(network) == ChangedShares{{10, 2.0}});  // job 4 keeps its 8
  network.add(link(0), {job(2), 2, 20, 8.0});
  CHECK(changes(network) == ChangedShares{{20, 4.0}, {40, 4.0}});
  CHECK(changes(network).empty());
  network.remove(link(0), job(1));
  CHECK(changes(network) == ChangedShares{{20, 5.0}, {40, 5.0}});
  network.remove(link(0), job(4));
  CHECK(changes(network) == ChangedShares{{20, 8.0}});
}

TEST_CASE("a new bandwidth changes shares, the same one nothing") {
  Network network;
  network.reset(1, Schedule::overlapped);
  network.add(link(0), {job(0), 0, 0, 4.0});
  CHECK(changes(network) == ChangedShares{{0, 0.0}});
  network.set_bandwidth(link(0), 3.0);
  CHECK(changes(network) == ChangedShares{{0, 3.0}});
  network.set_bandwidth(link(0), 3.0);
  CHECK(changes(network).empty());
  network.set_bandwidth(link(0), 30.0);
  CHECK(changes(network) == ChangedShares{{0, 4.0}});
  network.set_bandwidth(link(0), 50.0);
  CHECK(changes(network).empty());
  CHECK(network.bandwidth()[link(0)] == 50.0);
}

TEST_CASE("one_f_one_b shares without caps") {
  Network network;
  network.reset(1, Schedule::one_f_one_b);
  network.set_bandwidth(link(0), 30.0);
  network.add(link(0), {job(0), 0, 0, 4.0});
  CHECK(changes(network) == ChangedShares{{0, 30.0}});
  network.add(link(0), {job(1), 1, 1, 1.0});
  CHECK(changes(network) == ChangedShares{{0, 15.0}, {1, 15.0}});
}

TEST_CASE("demands are added in the order of jobs, whoever came first") {
  // 1e16 + 1 + 1 differs from 1 + 1 + 1e16.
  Network network;
  network.reset(1, Schedule::overlapped);
  network.add(link(0), {job(2), 2, 2, 1e16});
  network.add(link(0), {job(1), 1, 1, 1.0});
  network.add(link(0), {job(0), 0, 0, 1.0});
  CHECK(network.demand(link(0)) == 1.0 + 1.0 + 1e16);
  CHECK(network.demand(link(0)) != 1e16 + 1.0 + 1.0);
  network.remove(link(0), job(2));
  CHECK(network.demand(link(0)) == 2.0);
}

TEST_CASE("reset empties the links") {
  Network network;
  network.reset(1, Schedule::overlapped);
  network.set_bandwidth(link(0), 10.0);
  network.add(link(0), {job(0), 0, 0, 4.0});
  network.reset(1, Schedule::overlapped);
  CHECK(changes(network).empty());
  CHECK(network.demand(link(0)) == 0.0);
  CHECK(network.bandwidth()[link(0)] == 0.0);
  network.reset(3, Schedule::overlapped);
  CHECK(network.bandwidth().size() == 3);
}

}  // namespace bacelab
