#pragma once

#include <numeric>
#include <utility>
#include <vector>

#include "core/scheduling/job_view.hpp"
#include "tests/support/unit_world.hpp"

namespace bacelab::testing {

/// A link of a hand-made state: ends, capacity, what is demanded of it already, and the price of
/// transfers.
struct StateLink {
  std::size_t a;
  std::size_t b;
  double capacity;
  double demand = 0.0;
  double usd_per_gb = 0.0;
};

/// A state of the system made by hand, with the cluster that it refers to.
class MadeState {
 public:
  /// `total_gpus`: those of the cluster, at least the free ones; negative: all are free.
  MadeState(const std::vector<int>& free, const std::vector<double>& price,
            const std::vector<StateLink>& links, int running_jobs = 0, int total_gpus = -1)
      : cluster_(make_cluster(free, links, total_gpus)) {
    state_.reset(cluster_);
    for (std::size_t i = 0; i < free.size(); ++i) {
      state_.set_usable_gpus(region(i), free[i]);
      state_.set_price(region(i), price[i]);
    }
    for (int job = 0; job < running_jobs; ++job) state_.start_job();
    double total_capacity = 0.0;
    std::vector<LinkIndex> loaded;
    for (std::size_t i = 0; i < links.size(); ++i) {
      state_.set_capacity(link(i), links[i].capacity);
      state_.set_demand(link(i), links[i].demand);
      total_capacity += links[i].capacity;
      if (links[i].demand > 0.0) loaded.push_back(link(i));
    }
    state_.set_total_capacity(total_capacity);
    state_.add_up_demands(loaded);
  }
  MadeState(const MadeState&) = delete;
  MadeState& operator=(const MadeState&) = delete;

  [[nodiscard]] const SystemState& state() const { return state_; }
  /// As a job sees it whose stages are one GPU each.
  [[nodiscard]] JobView view() const {
    static const StagePlan one_gpu_a_stage = unit_plan(one_stage_template());
    return {state_, one_gpu_a_stage, state_.free_gpus()};
  }
  /// To change it.
  [[nodiscard]] SystemState& state() { return state_; }

 private:
  static Cluster make_cluster(const std::vector<int>& free, const std::vector<StateLink>& links,
                              int total_gpus) {
    World world;
    const int all_free = std::accumulate(free.begin(), free.end(), 0);
    for (std::size_t i = 0; i < free.size(); ++i) {
      const int not_free = i == 0 && total_gpus >= 0 ? total_gpus - all_free : 0;
      world.region(free[i] + not_free, 1.0);
    }
    for (const StateLink& l : links) {
      world.link(l.a, l.b, l.capacity).transfer_usd_per_byte(l.usd_per_gb / 1e9);
    }
    return world.build().cluster;
  }

  Cluster cluster_;
  SystemState state_;
};

}  // namespace bacelab::testing
