#include "core/simulation/network.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <vector>

#include "tests/support/unit_world.hpp"

namespace bacelab {
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
