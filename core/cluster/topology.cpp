#include "core/cluster/topology.hpp"

#include <algorithm>

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

}  // namespace bacelab
