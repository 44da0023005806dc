#include "core/cluster/cluster.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace bacelab {
namespace {

bool by_region(const Neighbour& x, const Neighbour& y) { return x.region < y.region; }
bool same_region(const Neighbour& x, const Neighbour& y) { return x.region == y.region; }

std::shared_ptr<const Topology> topology_of(std::size_t regions,
                                            const Table<LinkIndex, Link>& links) {
  std::vector<LinkEnds> ends;
  ends.reserve(links.size());
  for (const Link& link : links) ends.push_back({link.a, link.b});
  return std::make_shared<const Topology>(regions, ends);
}

bool is_topology_of(const Topology* topology, std::size_t regions,
                    const Table<LinkIndex, Link>& links) {
  if (!topology || topology->regions() != regions || topology->links() != links.size()) {
    return false;
  }
  for (LinkIndex link; link < links.end_index(); ++link) {
    const LinkEnds& ends = topology->ends(link);
    if (ends.a != links[link].a || ends.b != links[link].b) return false;
  }
  return true;
}

}  // namespace

Topology::Topology(std::size_t regions, std::span<const LinkEnds> links)
    : ends_(std::vector<LinkEnds>(links.begin(), links.end())),
      places_(links.size()),
      first_(regions + 1, 0) {
  Table<RegionIndex, std::vector<Neighbour>> of_region(regions);
  for (LinkIndex link; link < ends_.end_index(); ++link) {
    const auto [a, b] = ends_[link];
    BACELAB_EXPECTS(a != b);
    of_region[a].push_back({b, link});
    of_region[b].push_back({a, link});
  }
  for (RegionIndex region; region < of_region.end_index(); ++region) {
    auto& list = of_region[region];
    std::sort(list.begin(), list.end(), by_region);
    BACELAB_EXPECTS(std::adjacent_find(list.begin(), list.end(), same_region) == list.end());
    for (const Neighbour& next : list) {
      LinkPlaces& places = places_[next.link];
      (region == ends_[next.link].a ? places.at_a : places.at_b) = neighbours_.size();
      neighbours_.push_back(next);
    }
    first_[region.value() + 1] = neighbours_.size();
  }
}

std::optional<LinkIndex> Topology::link_between(RegionIndex a, RegionIndex b) const {
  const auto list = neighbours(a);
  const auto found = std::lower_bound(
      list.begin(), list.end(), b,
      [](const Neighbour& neighbour, RegionIndex region) { return neighbour.region < region; });
  if (found == list.end() || found->region != b) return std::nullopt;
  return found->link;
}

bool Topology::is_path(std::span<const RegionIndex> regions) const {
  if (regions.empty()) return false;
  for (std::size_t i = 1; i < regions.size(); ++i) {
    const auto before = regions.first(i);
    if (std::find(before.begin(), before.end(), regions[i]) != before.end()) return false;
    if (!link_between(regions[i - 1], regions[i])) return false;
  }
  return true;
}

Cluster::Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links)
    : regions_(std::move(regions)),
      links_(std::move(links)),
      topology_(topology_of(regions_.size(), links_)) {
  sum_up();
}

Cluster::Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links,
                 std::shared_ptr<const Topology> topology)
    : regions_(std::move(regions)), links_(std::move(links)), topology_(std::move(topology)) {
  BACELAB_EXPECTS(is_topology_of(topology_.get(), regions_.size(), links_));
  sum_up();
}

void Cluster::sum_up() {
  for (const Region& region : regions_) {
    total_gpus_ += region.gpus;
    largest_region_gpus_ = std::max(largest_region_gpus_, region.gpus);
    const bool has_transfers = region.internal_bit_per_s < std::numeric_limits<double>::infinity();
    const bool has_own_speed = achieved_flops(region.gpu) != achieved_flops(regions_.begin()->gpu);
    regions_differ_ = regions_differ_ || has_transfers || has_own_speed;
    power_varies_ = power_varies_ || region.gpu.idle_power_fraction < 1.0;
  }
}

Timeline& Cluster::timeline() const {
  if (!timeline_) timeline_ = std::make_unique<Timeline>(regions_, links_);
  return *timeline_;
}

}  // namespace bacelab
