#include "core/cluster/cluster.hpp"

#include <utility>
#include <vector>

namespace bacelab {
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
