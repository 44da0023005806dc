#include "core/scheduling/system_state.hpp"

#include <catch2/catch.hpp>
#include <vector>

#include "tests/support/state.hpp"

namespace bacelab {

using testing::link;
using testing::MadeState;

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

TEST_CASE("network utilisation is all demands over all capacities, at most one") {
  CHECK(network_utilisation(6.0, 24.0) == 0.25);
  CHECK(network_utilisation(34.0, 24.0) == 1.0);
  CHECK(network_utilisation(0.0, 24.0) == 0.0);
  CHECK(network_utilisation(0.0, 0.0) == 0.0);
  CHECK(network_utilisation(1.0, 0.0) == 1.0);
}

}  // namespace bacelab
