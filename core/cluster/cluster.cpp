#include "core/cluster/cluster.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace bacelab {

Topology::Topology(std::size_t regions, std::span<const LinkEnds> links)
    : ends_(links.begin(), links.end()), places_(links.size()), first_(regions + 1, 0) {
  std::vector<std::vector<Neighbour>> of_region(regions);
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    of_region[ends_[i].a.value()].push_back({ends_[i].b, LinkIndex(i)});
    of_region[ends_[i].b.value()].push_back({ends_[i].a, LinkIndex(i)});
  }
  for (std::size_t r = 0; r < regions; ++r) {
    auto& list = of_region[r];
    std::sort(list.begin(), list.end(),
              [](const Neighbour& x, const Neighbour& y) { return x.region < y.region; });
    for (const Neighbour& next : list) {
      LinkPlaces& places = places_[next.link.value()];
      (r == ends_[next.link.value()].a.value() ? places.at_a : places.at_b) = neighbours_.size();
      neighbours_.push_back(next);
    }
    first_[r + 1] = neighbours_.size();
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

namespace {

std::shared_ptr<const Topology> topology_of(std::size_t regions,
                                            const Table<LinkIndex, Link>& links) {
  std::vector<LinkEnds> ends;
  ends.reserve(links.size());
  for (const Link& link : links) ends.push_back({link.a, link.b});
  return std::make_shared<const Topology>(regions, ends);
}

}  // namespace

Cluster::Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links)
    : regions_(std::move(regions)),
      links_(std::move(links)),
      topology_(topology_of(regions_.size(), links_)) {
  for (const Region& region : regions_) total_gpus_ += region.gpus;
}

Cluster::Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links,
                 std::shared_ptr<const Topology> topology)
    : regions_(std::move(regions)), links_(std::move(links)), topology_(std::move(topology)) {
  for (const Region& region : regions_) total_gpus_ += region.gpus;
}

}  // namespace bacelab
