#pragma once

#include "core/cluster/topology.hpp"
#include "core/index.hpp"

namespace bacelab {

/// What a scheduler may look at when it decides: the present, as observed (MODEL.md sections 1, 7).
struct SystemState {
  const Topology* topology = nullptr;
  int total_gpus = 0;  ///< GPUs of the cluster, free or not
  int running_jobs = 0;

  Table<RegionIndex, int> free_gpus;
  /// Observed price times pue times watts of a GPU: USD an hour for 1,000 GPUs.
  Table<RegionIndex, double> price;
  Table<LinkIndex, double> capacity;  ///< observed bandwidth, bit/s
  Table<LinkIndex, double> demand;    ///< sum of the demands of the jobs that cross it, bit/s

  /// What the demands leave of a link, bit/s; can be negative.
  [[nodiscard]] double residual(LinkIndex link) const { return capacity[link] - demand[link]; }
  /// Does a link have room for a demand? With a relative tolerance of 1e-9.
  [[nodiscard]] bool has_room(LinkIndex link, double bit_per_s) const {
    return residual(link) >= bit_per_s * (1.0 - 1e-9);
  }
  [[nodiscard]] int total_free_gpus() const {
    int sum = 0;
    for (const int free : free_gpus) sum += free;
    return sum;
  }
};

/// Network utilisation: min(1, sum of demands / sum of capacities); with nothing demanded 0, with
/// demands and no capacity 1 (MODEL.md section 7).
double network_utilisation(const Table<LinkIndex, double>& demand,
                           const Table<LinkIndex, double>& capacity);

}  // namespace bacelab
