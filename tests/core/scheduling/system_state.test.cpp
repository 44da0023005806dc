#include "core/scheduling/system_state.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/state.hpp"

namespace bacelab {

using testing::link;
using testing::MadeState;
using testing::region;

TEST_CASE("the residual bandwidth is what the demands leave, and can be negative") {
  const MadeState made({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 10.0, 4.0}, {1, 2, 3.0, 5.0}});
  CHECK(made.state().residual(link(0)) == 6.0);
  CHECK(made.state().residual(link(1)) == -2.0);
}

TEST_CASE("the edges of a region have the residuals of its links, in the order of its neighbours") {
  const MadeState made({1, 1, 1}, {1.0, 1.0, 1.0},
                       {{1, 2, 3.0, 5.0}, {0, 1, 10.0, 4.0}, {0, 2, 0.0, 0.0}});
  const auto edges_of = [&](std::size_t region) {
    const auto row = made.state().edge_residuals(RegionIndex(region));
    return std::vector<double>(row.begin(), row.end());
  };
  CHECK(edges_of(0) == std::vector<double>{6.0, SystemState::no_edge});
  CHECK(edges_of(1) == std::vector<double>{6.0, -2.0});
  CHECK(edges_of(2) == std::vector<double>{SystemState::no_edge, -2.0});
}

TEST_CASE("room for a demand has a relative tolerance of 1e-9") {
  const MadeState made({1, 1}, {1.0, 1.0}, {{0, 1, 1e9}});
  CHECK(made.state().has_room(link(0), 1e9));
  CHECK(made.state().has_room(link(0), 1e9 + 0.9));
  CHECK_FALSE(made.state().has_room(link(0), 1e9 + 1.1));
  const MadeState full({1, 1}, {1.0, 1.0}, {{0, 1, 1e9, 1e9}});
  CHECK_FALSE(full.state().has_room(link(0), 1e-6));
}

TEST_CASE("free GPUs add up") {
  const MadeState made({3, 0, 4}, {1.0, 1.0, 1.0}, {});
  CHECK(made.state().total_free_gpus() == 7);
}

TEST_CASE("the regions with a free GPU are counted") {
  MadeState made({3, 0, 4, 1}, {1.0, 1.0, 1.0, 1.0}, {});
  SystemState& state = made.state();
  CHECK(state.regions_with_free_gpus() == 3);
  state.take_gpus(region(0), 2);
  CHECK(state.regions_with_free_gpus() == 3);
  state.take_gpus(region(0), 1);
  CHECK(state.regions_with_free_gpus() == 2);
  state.return_gpus(region(0), 3);
  CHECK(state.regions_with_free_gpus() == 3);
  state.set_usable_gpus(region(2), 0);
  CHECK(state.regions_with_free_gpus() == 2);
  state.set_usable_gpus(region(2), 4);
  CHECK(state.regions_with_free_gpus() == 3);
}

TEST_CASE("what jobs hold is not free, and an outage takes nothing from them") {
  MadeState made({4, 1}, {1.0, 1.0}, {});
  SystemState& state = made.state();
  state.take_gpus(region(0), 3);
  CHECK(state.free_gpus()[region(0)] == 1);
  state.set_usable_gpus(region(0), 2);
  CHECK(state.free_gpus()[region(0)] == 0);
  state.return_gpus(region(0), 2);
  CHECK(state.free_gpus()[region(0)] == 1);
  state.set_usable_gpus(region(0), 4);
  CHECK(state.free_gpus()[region(0)] == 3);
  CHECK(state.total_gpus() == 5);
}

TEST_CASE("every change is counted, and what changes nothing is not") {
  MadeState made({4, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 8.0}, {1, 2, 8.0}});
  SystemState& state = made.state();
  std::uint64_t before = state.version();
  const auto counted = [&] { return state.version() != std::exchange(before, state.version()); };
  state.start_job();
  CHECK(counted());
  state.take_gpus(region(0), 2);
  CHECK(counted());
  state.return_gpus(region(0), 2);
  CHECK(counted());
  state.set_usable_gpus(region(0), 3);
  CHECK(counted());
  state.set_price(region(0), 2.0);
  CHECK(counted());
  state.set_capacity(link(0), 9.0);
  CHECK(counted());
  state.set_demand(link(0), 1.0);
  CHECK(counted());
  state.end_job();
  CHECK(counted());
  state.set_usable_gpus(region(0), 3);
  state.set_price(region(0), 2.0);
  state.set_capacity(link(0), 9.0);
  state.set_demand(link(0), 1.0);
  CHECK_FALSE(counted());
}

TEST_CASE("a region opens when it gets a free GPU and had none") {
  MadeState made({2, 0}, {1.0, 1.0}, {}, 0, 3);
  SystemState& state = made.state();
  const std::uint64_t before = state.opened();
  state.take_gpus(region(0), 2);
  CHECK(state.opened() == before);
  state.return_gpus(region(0), 1);
  CHECK(state.opened() == before + 1);
  state.return_gpus(region(0), 1);
  CHECK(state.opened() == before + 1);
  state.set_usable_gpus(region(1), 1);
  CHECK(state.opened() == before + 2);
}

TEST_CASE("a link that changes is counted at both of its ends, and its edges follow") {
  MadeState made({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 8.0}, {1, 2, 8.0}});
  SystemState& state = made.state();
  const auto versions = [&] {
    return std::vector<std::uint64_t>{state.links_version(region(0)),
                                      state.links_version(region(1)),
                                      state.links_version(region(2))};
  };
  const auto before = versions();
  state.set_demand(link(0), 3.0);
  state.set_capacity(link(0), 9.0);
  CHECK(versions() == std::vector<std::uint64_t>{before[0] + 2, before[1] + 2, before[2]});
  CHECK(state.edge_residuals(region(0)).front() == 6.0);
  CHECK(state.edge_residuals(region(1)).front() == 6.0);
  CHECK(state.edge_residuals(region(2)).front() == 8.0);
}

TEST_CASE("the sums over all links are those of the last time that they were set or added up") {
  MadeState made({1, 1, 1}, {1.0, 1.0, 1.0}, {{0, 1, 8.0}, {1, 2, 4.0, 1.0}});
  SystemState& state = made.state();
  CHECK(state.total_capacity() == 12.0);
  CHECK(state.total_demand() == 1.0);
  state.set_total_capacity(13.0);
  state.set_demand(link(0), 3.0);
  state.add_up_demands(std::vector{link(0), link(1)});
  CHECK(state.total_capacity() == 13.0);
  CHECK(state.total_demand() == 4.0);
}

TEST_CASE("reset leaves an idle cluster, and what was kept of the time before is void") {
  MadeState made({2, 3}, {1.0, 1.0}, {{0, 1, 8.0, 3.0}}, 1);
  SystemState& state = made.state();
  const std::uint64_t version = state.version();
  const std::uint64_t opened = state.opened();
  const Scenario scenario = testing::World().region(2, 1.0).region(5, 1.0).link(0, 1, 8.0).build();
  state.reset(scenario.cluster);
  CHECK(state.running_jobs() == 0);
  CHECK(state.total_gpus() == 7);
  CHECK(state.free_gpus()[region(1)] == 5);
  CHECK(state.price()[region(0)] == 0.0);
  CHECK(state.edge_residuals(region(0)).front() == SystemState::no_edge);
  CHECK(state.version() > version);
  CHECK(state.opened() > opened);
}

TEST_CASE("network utilisation is all demands over all capacities, at most one") {
  CHECK(network_utilisation(6.0, 24.0) == 0.25);
  CHECK(network_utilisation(34.0, 24.0) == 1.0);
  CHECK(network_utilisation(0.0, 24.0) == 0.0);
  CHECK(network_utilisation(0.0, 0.0) == 0.0);
  CHECK(network_utilisation(1.0, 0.0) == 1.0);
}

}  // namespace bacelab
