#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/cluster/cluster.hpp"
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
  /// Residual bandwidths, bit/s, in the order of the topology's neighbours, so that a search reads
  /// on instead of jumping from link to link; each link is there twice.
  std::vector<double> edge_residual;

  std::uint64_t version = 0;  ///< changes of anything above
  std::uint64_t opened = 0;   ///< times that a region without a free GPU got one
  Table<RegionIndex, std::uint64_t> links_version;  ///< changes of the links of a region

  /// The residual of an edge without capacity: no path may take it.
  static constexpr double no_edge = -std::numeric_limits<double>::infinity();

  /// Makes room for the edges of the topology, none of which has a capacity yet.
  void clear_edges() { edge_residual.assign(2 * topology->links(), no_edge); }
  /// Brings the edges of a link up to date with its capacity and demand.
  void update_edges(LinkIndex link) {
    const LinkPlaces& places = topology->places(link);
    const double left = capacity[link] > 0.0 ? residual(link) : no_edge;
    edge_residual[places.at_a] = edge_residual[places.at_b] = left;
  }
  /// Of the edges to topology->neighbours(region), in their order.
  [[nodiscard]] std::span<const double> edge_residuals(RegionIndex region) const {
    return topology->row(std::span(edge_residual), region);
  }

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
