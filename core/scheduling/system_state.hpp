#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/contract.hpp"
#include "core/index.hpp"

namespace bacelab {

/// What a policy, or a part of it, looks at of what it may see and what moves by itself. What
/// nobody looks at is not kept up to date, since that costs as much as the rest of an event.
struct Looks {
  bool at_prices = true;
  bool at_links = true;    ///< at one by one; the sums are there for all
  bool at_running = true;  ///< jobs, where they are given

  static constexpr Looks at_nothing() { return {false, false, false}; }
};

/// The state that a scheduler decides on: the present, as observed (MODEL.md sections 1, 7).
///
/// It changes only through its setters, which count their changes: a part of a policy may keep a
/// result for as long as the versions that it depends on are the same. A setter that changes
/// nothing counts nothing.
class SystemState {
 public:
  /// The residual of an edge without capacity: no path may take it.
  static constexpr double no_edge = -std::numeric_limits<double>::infinity();
  /// Is it the residual of an edge with capacity?
  [[nodiscard]] static bool is_edge(double residual) { return residual > no_edge; }

  /// An idle cluster whose GPUs are all usable; prices are 0, and links have no capacity, until
  /// they are set. Versions continue from those before. Nobody may ask for what `looks` leaves out.
  /// The cluster must outlive this object's use.
  void reset(const Cluster& cluster, Looks looks = {});

  [[nodiscard]] const Topology& topology() const { return *topology_; }
  /// GPUs of a region, free or not, outages aside.
  [[nodiscard]] int gpus(RegionIndex region) const { return (*regions_)[region].gpus; }
  /// GPUs of the cluster, free or not.
  [[nodiscard]] int total_gpus() const { return total_gpus_; }
  /// GPUs of the largest region, free or not.
  [[nodiscard]] int largest_region_gpus() const { return largest_region_gpus_; }
  [[nodiscard]] int running_jobs() const { return running_jobs_; }
  /// Usable GPUs that no job holds.
  [[nodiscard]] const Table<RegionIndex, int>& free_gpus() const { return free_gpus_; }
  [[nodiscard]] int total_free_gpus() const { return total_free_gpus_; }
  [[nodiscard]] int regions_with_free_gpus() const { return regions_with_free_gpus_; }
  /// Observed price times pue times watts of a GPU: USD per hour for 1,000 GPUs. Up to date for
  /// policies that look at prices (Looks), as the links are for those that look at these.
  [[nodiscard]] const Table<RegionIndex, double>& price() const {
    BACELAB_EXPECTS(looks_.at_prices);
    return price_;
  }
  /// Price of 10^9 bytes over a link, which never changes.
  [[nodiscard]] double transfer_usd_per_gb(LinkIndex link) const {
    return (*links_)[link].transfer_usd_per_gb;
  }
  /// Observed bandwidth, bit/s.
  [[nodiscard]] const Table<LinkIndex, double>& capacity() const {
    BACELAB_EXPECTS(looks_.at_links);
    return capacity_;
  }
  /// Sum of the demands of the jobs that cross a link, bit/s.
  [[nodiscard]] const Table<LinkIndex, double>& demand() const { return demand_; }
  /// Sums over all links, added in their order, bit/s: the capacity as it was set, the demand,
  /// after a change, only when add_up_demands() has been called.
  [[nodiscard]] double total_capacity() const { return total_capacity_; }
  [[nodiscard]] double total_demand() const {
    BACELAB_EXPECTS(!demands_changed_);
    return total_demand_;
  }

  /// Residual bandwidth of a link, bit/s; can be negative.
  [[nodiscard]] double residual(LinkIndex link) const { return capacity()[link] - demand_[link]; }
  /// Residuals of the edges to topology().neighbours(region), in their order: no_edge without
  /// capacity.
  [[nodiscard]] std::span<const double> edge_residuals(RegionIndex region) const {
    BACELAB_EXPECTS(looks_.at_links);
    return topology_->row(std::span(edge_residual_), region);
  }
  /// Does a link have room for a demand? With a relative tolerance of 1e-9.
  [[nodiscard]] bool has_room(LinkIndex link, double bit_per_s) const {
    return leaves_room(residual(link), bit_per_s);
  }
  /// The same for a residual bandwidth.
  [[nodiscard]] static bool leaves_room(double residual, double bit_per_s) {
    return residual >= least_room(bit_per_s);
  }
  /// The lowest residual bandwidth that has room for a demand.
  [[nodiscard]] static double least_room(double bit_per_s) { return bit_per_s * (1.0 - 1e-9); }

  /// Changes of anything above; never 0 after reset().
  [[nodiscard]] std::uint64_t version() const { return version_; }
  /// Times that a region without a free GPU got one.
  [[nodiscard]] std::uint64_t opened() const { return opened_; }
  /// Changes of the links of a region.
  [[nodiscard]] std::uint64_t links_version(RegionIndex region) const {
    return links_version_[region];
  }

  void start_job();
  void end_job();
  /// A job takes free GPUs of a region.
  void take_gpus(RegionIndex region, int gpus);
  /// A job returns GPUs that it took; they are free as far as they are usable.
  void return_gpus(RegionIndex region, int gpus);
  /// An outage leaves this many GPUs of a region usable. Jobs keep the GPUs that they hold.
  void set_usable_gpus(RegionIndex region, int gpus);
  void set_price(RegionIndex region, double usd_per_hour);
  void set_capacity(LinkIndex link, double bit_per_s);
  /// Of all links; counts as a change of each.
  void set_capacities(std::span<const double> bit_per_s);
  void set_demand(LinkIndex link, double bit_per_s);
  /// The sum of all capacities, bit/s. It is the same for all runs in a world, so it is not added
  /// up here.
  void set_total_capacity(double bit_per_s) { total_capacity_ = bit_per_s; }
  /// Updates the sum over all links. `loaded`: in their order, the links with a demand; the others
  /// would add exact zeros.
  void add_up_demands(std::span<const LinkIndex> loaded) {
    if (demands_changed_) add_up_changed_demands(loaded);
  }

 private:
  void add_up_changed_demands(std::span<const LinkIndex> loaded);
  void update_free(RegionIndex region);
  void set_edges(LinkIndex link);
  void update_edges(LinkIndex link);

  const Topology* topology_ = nullptr;
  const Table<RegionIndex, Region>* regions_ = nullptr;
  const Table<LinkIndex, Link>* links_ = nullptr;
  Looks looks_;
  int total_gpus_ = 0;
  int largest_region_gpus_ = 0;
  int running_jobs_ = 0;
  Table<RegionIndex, int> usable_gpus_;
  Table<RegionIndex, int> held_gpus_;
  Table<RegionIndex, int> free_gpus_;
  int total_free_gpus_ = 0;
  int regions_with_free_gpus_ = 0;
  Table<RegionIndex, double> price_;
  Table<LinkIndex, double> capacity_;
  Table<LinkIndex, double> demand_;
  bool demands_changed_ = false;  // since they were added up
  double total_capacity_ = 0.0;
  double total_demand_ = 0.0;
  // In the order of the topology's neighbours, so that a search reads sequentially instead of
  // jumping from link to link; each link is there twice.
  std::vector<double> edge_residual_;

  std::uint64_t version_ = 0;
  std::uint64_t opened_ = 0;
  Table<RegionIndex, std::uint64_t> links_version_;
};

/// Network utilisation from the sums over all links: min(1, demand / capacity); with nothing
/// demanded 0, with demands and no capacity 1 (MODEL.md section 7).
inline double network_utilisation(double total_demand, double total_capacity) {
  if (total_demand <= 0.0) return 0.0;
  return total_capacity > 0.0 ? std::min(1.0, total_demand / total_capacity) : 1.0;
}

// The event loop calls these at every start, finish and breakpoint: defined here so that they can
// be inlined.

inline void SystemState::start_job() {
  ++running_jobs_;
  ++version_;
}

inline void SystemState::end_job() {
  BACELAB_EXPECTS(running_jobs_ > 0);
  --running_jobs_;
  ++version_;
}

inline void SystemState::take_gpus(RegionIndex region, int gpus) {
  BACELAB_EXPECTS(0 < gpus && gpus <= free_gpus_[region]);
  held_gpus_[region] += gpus;
  update_free(region);
}

inline void SystemState::return_gpus(RegionIndex region, int gpus) {
  BACELAB_EXPECTS(0 < gpus && gpus <= held_gpus_[region]);
  held_gpus_[region] -= gpus;
  update_free(region);
}

inline void SystemState::set_price(RegionIndex region, double usd_per_hour) {
  if (price_[region] == usd_per_hour) return;
  price_[region] = usd_per_hour;
  ++version_;
}

inline void SystemState::set_capacity(LinkIndex link, double bit_per_s) {
  BACELAB_EXPECTS(bit_per_s >= 0.0);
  if (capacity_[link] == bit_per_s) return;
  capacity_[link] = bit_per_s;
  update_edges(link);
}

inline void SystemState::set_demand(LinkIndex link, double bit_per_s) {
  BACELAB_EXPECTS(bit_per_s >= 0.0);
  if (demand_[link] == bit_per_s) return;
  demand_[link] = bit_per_s;
  demands_changed_ = true;
  update_edges(link);
}

inline void SystemState::update_free(RegionIndex region) {
  // More may be held than is usable: jobs keep their GPUs through an outage.
  const int now =
      usable_gpus_[region] > held_gpus_[region] ? usable_gpus_[region] - held_gpus_[region] : 0;
  int& known = free_gpus_[region];
  if (now == known) return;
  if (known == 0) {
    ++opened_;
    ++regions_with_free_gpus_;
  }
  if (now == 0) --regions_with_free_gpus_;
  total_free_gpus_ += now - known;
  known = now;
  ++version_;
}

inline void SystemState::set_edges(LinkIndex link) {
  const LinkPlaces& places = topology_->places(link);
  const double left = capacity_[link] > 0.0 ? capacity_[link] - demand_[link] : no_edge;
  edge_residual_[places.at_a] = edge_residual_[places.at_b] = left;
}

inline void SystemState::update_edges(LinkIndex link) {
  set_edges(link);
  const LinkEnds& ends = topology_->ends(link);
  ++links_version_[ends.a];
  ++links_version_[ends.b];
  ++version_;
}

}  // namespace bacelab
