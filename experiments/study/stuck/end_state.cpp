#include "experiments/study/stuck/end_state.hpp"

namespace bacelab {
namespace {

int usable_at(const Region& region, double end_s) {
  return region.capacity ? static_cast<int>(region.capacity->at(end_s)) : region.gpus;
}

/// Adds to the group whatever is linked to its members and in no group yet.
void grow(const Cluster& cluster, double end_s, Table<RegionIndex, char>& taken,
          std::vector<RegionIndex>& group) {
  for (std::size_t i = 0; i < group.size(); ++i) {
    for (const Neighbour& neighbour : cluster.topology().neighbours(group[i])) {
      if (taken[neighbour.region] != 0) continue;
      if (!(cluster.links()[neighbour.link].bandwidth_seen().at(end_s) > 0.0)) continue;
      taken[neighbour.region] = 1;
      group.push_back(neighbour.region);
    }
  }
}

}  // namespace

EndState::EndState(const Scenario& scenario, double end_s) {
  const Cluster& cluster = scenario.cluster;
  Table<RegionIndex, char> taken;
  for (const Region& region : cluster.regions()) {
    usable_.push_back(usable_at(region, end_s));
    taken.push_back(0);
  }
  for (RegionIndex region; region < taken.end_index(); ++region) {
    if (taken[region] != 0) continue;
    taken[region] = 1;
    groups_.push_back({region});
    grow(cluster, end_s, taken, groups_.back());
  }
}

bool is_dead(const Cluster& cluster, RegionIndex a, RegionIndex b, double end_s) {
  const auto link = cluster.topology().link_between(a, b);
  return link && cluster.links()[*link].bandwidth.at(end_s) == 0.0;
}

}  // namespace bacelab
