#pragma once

#include <cstdint>

#include "core/cluster/topology.hpp"
#include "core/index.hpp"

namespace bacelab {

/// What a scheduler may look at when it decides: the present, as observed (MODEL.md sections 1, 7).
///
/// The counters at the end let a part of a policy keep what it has worked out for as long as the
/// state is the same. Who changes the state counts; a state that nobody counts has version 0, and
/// nothing may be kept of it.
struct SystemState {
  const Topology* topology = nullptr;
  int total_gpus = 0;  ///< GPUs of the cluster, free or not
  int running_jobs = 0;

  Table<RegionIndex, int> free_gpus;
  /// Observed price times pue times watts of a GPU: USD an hour for 1,000 GPUs.
  Table<RegionIndex, double> price;
  Table<LinkIndex, double> capacity;  ///< observed bandwidth, bit/s
  Table<LinkIndex, double> demand;    ///< sum of the demands of the jobs that cross it, bit/s
  double total_capacity = 0.0;        ///< of all links, added in order, bit/s
  double total_demand = 0.0;          ///< the same of the demands

  std::uint64_t version = 0;  ///< changes of anything above
  std::uint64_t opened = 0;   ///< times that a region without a free GPU got one
  Table<RegionIndex, std::uint64_t> links_version;  ///< changes of the links of a region

  /// What the demands leave of a link, bit/s; can be negative.
  [[nodiscard]] double residual(LinkIndex link) const { return capacity[link] - demand[link]; }
  /// Does a link have room for a demand? With a relative tolerance of 1e-9.
  [[nodiscard]] bool has_room(LinkIndex link, double bit_per_s) const {
    return leaves_room(residual(link), bit_per_s);
  }
  /// The same of a residual bandwidth.
  [[nodiscard]] static bool leaves_room(double residual, double bit_per_s) {
    return residual >= bit_per_s * (1.0 - 1e-9);
  }
  [[nodiscard]] int total_free_gpus() const {
    int sum = 0;
    for (const int free : free_gpus) sum += free;
    return sum;
  }
};

/// Network utilisation from the sums over all links: min(1, demand / capacity); with nothing
/// demanded 0, with demands and no capacity 1 (MODEL.md section 7).
double network_utilisation(double total_demand, double total_capacity);

}  // namespace bacelab
