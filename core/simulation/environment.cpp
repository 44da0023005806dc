#include "core/simulation/environment.hpp"

#include <algorithm>

namespace bacelab {

void Environment::reset(const Cluster& cluster) {
  timeline_ = &cluster.timeline();
  next_ = 0;
  next_time_ = (*timeline_)[0].time_s;
  price_seen_.assign(cluster.regions().size(), {});
  capacity_.assign(cluster.regions().size(), {});
  moving_prices_.clear();
  for (RegionIndex region; region < price_seen_.end_index(); ++region) {
    const Region& of = cluster.regions()[region];
    price_seen_[region].series = &of.price_seen();
    capacity_[region].series = of.capacity ? &*of.capacity : nullptr;
    if (of.price_seen().has(1)) moving_prices_.push_back(region);
  }
  const auto& links = cluster.links();
  sees_the_truth_ = std::none_of(links.begin(), links.end(), [](const Link& link) {
    return link.observed_bandwidth.has_value();
  });
  bandwidth_.assign(links.size(), {});
  bandwidth_seen_.assign(sees_the_truth_ ? 0 : links.size(), {});
  moving_links_.clear();
  for (LinkIndex link; link < links.end_index(); ++link) {
    bandwidth_[link].series = &links[link].bandwidth;
    if (!sees_the_truth_) bandwidth_seen_[link].series = &links[link].bandwidth_seen();
    if (links[link].bandwidth_seen().has(1)) moving_links_.push_back(link);
  }
}

bool Environment::advance(double limit) {
  bool capacity_changes = false;
  while (next_time_ <= limit) {
    const Timeline::Entry& entry = (*timeline_)[next_];
    capacity_changes = capacity_changes || entry.capacity_changes;
    total_bandwidth_ = entry.bandwidth;
    total_bandwidth_seen_ = entry.bandwidth_seen;
    ++next_;
    next_time_ = (*timeline_)[next_].time_s;
  }
  limit_ = limit;
  return capacity_changes;
}

}  // namespace bacelab
