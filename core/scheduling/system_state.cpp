#include "core/scheduling/system_state.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {

void SystemState::reset(const Cluster& cluster, Looks looks) {
  const std::size_t regions = cluster.regions().size();
  const std::size_t links = cluster.links().size();
  topology_ = &cluster.topology();
  regions_ = &cluster.regions();
  links_ = &cluster.links();
  looks_ = looks;
  total_gpus_ = cluster.total_gpus();
  running_jobs_ = 0;
  largest_region_gpus_ = cluster.largest_region_gpus();
  regions_with_free_gpus_ = 0;
  usable_gpus_.assign(regions, 0);
  for (RegionIndex region; region < usable_gpus_.end_index(); ++region) {
    usable_gpus_[region] = cluster.regions()[region].gpus;
    if (usable_gpus_[region] > 0) ++regions_with_free_gpus_;
  }
  held_gpus_.assign(regions, 0);
  free_gpus_ = usable_gpus_;
  total_free_gpus_ = total_gpus_;
  price_.assign(regions, 0.0);
  capacity_.assign(links, 0.0);
  demand_.assign(links, 0.0);
  total_capacity_ = total_demand_ = 0.0;
  demands_changed_ = false;
  edge_residual_.assign(2 * links, no_edge);
  // The links' versions start again; counting the regions as opened voids results kept with the old
  // ones.
  links_version_.assign(regions, 0);
  ++opened_;
  ++version_;
}

void SystemState::set_usable_gpus(RegionIndex region, int gpus) {
  BACELAB_EXPECTS(gpus >= 0);
  usable_gpus_[region] = gpus;
  update_free(region);
}

void SystemState::set_capacities(std::span<const double> bit_per_s) {
  BACELAB_EXPECTS(bit_per_s.size() == capacity_.size());
  std::copy(bit_per_s.begin(), bit_per_s.end(), capacity_.begin());
  for (LinkIndex link; link < capacity_.end_index(); ++link) set_edges(link);
  for (std::uint64_t& version : links_version_) ++version;
  ++version_;
}

void SystemState::add_up_changed_demands(std::span<const LinkIndex> loaded) {
  total_demand_ = 0.0;
  for (const LinkIndex link : loaded) total_demand_ += demand_[link];
  BACELAB_EXPECTS(total_demand_ == std::accumulate(demand_.begin(), demand_.end(), 0.0));
  demands_changed_ = false;
}

}  // namespace bacelab
