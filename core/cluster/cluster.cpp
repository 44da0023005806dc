#include "core/cluster/cluster.hpp"

#include <utility>
#include <vector>

namespace bacelab {
namespace {

Topology topology_of(std::size_t regions, const Table<LinkIndex, Link>& links) {
  std::vector<LinkEnds> ends;
  ends.reserve(links.size());
  for (const Link& link : links) ends.push_back({link.a, link.b});
  return {regions, ends};
}

}  // namespace

Cluster::Cluster(Table<RegionIndex, Region> regions, Table<LinkIndex, Link> links)
    : regions_(std::move(regions)),
      links_(std::move(links)),
      topology_(topology_of(regions_.size(), links_)) {
  for (const Region& region : regions_) total_gpus_ += region.gpus;
}

}  // namespace bacelab
