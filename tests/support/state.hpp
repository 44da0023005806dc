#pragma once

#include <tuple>
#include <vector>

#include "core/scheduling/system_state.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab::testing {

/// A link of a hand-made state: ends, capacity, and what is demanded of it already.
struct StateLink {
  std::size_t a;
  std::size_t b;
  double capacity;
  double demand = 0.0;
};

/// A state of the system made by hand, with the topology that it refers to.
class MadeState {
 public:
  MadeState(const std::vector<int>& free, const std::vector<double>& price,
            const std::vector<StateLink>& links, int running_jobs = 0, int total_gpus = -1) {
    std::vector<LinkEnds> ends;
    for (const StateLink& l : links) {
      ends.push_back({RegionIndex(l.a), RegionIndex(l.b)});
      state_.capacity.push_back(l.capacity);
      state_.demand.push_back(l.demand);
      state_.total_capacity += l.capacity;
      state_.total_demand += l.demand;
    }
    topology_ = Topology(free.size(), ends);
    for (const int gpus : free) state_.free_gpus.push_back(gpus);
    for (const double value : price) state_.price.push_back(value);
    state_.total_gpus = total_gpus < 0 ? state_.total_free_gpus() : total_gpus;
    state_.running_jobs = running_jobs;
    state_.topology = &topology_;
    state_.clear_edges();
    for (std::size_t i = 0; i < links.size(); ++i) state_.update_edges(LinkIndex(i));
  }
  MadeState(const MadeState&) = delete;
  MadeState& operator=(const MadeState&) = delete;

  [[nodiscard]] const SystemState& state() const { return state_; }

 private:
  Topology topology_;
  SystemState state_;
};

}  // namespace bacelab::testing
