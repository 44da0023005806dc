#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/cluster/topology.hpp"
#include "experiments/worlds/region_model.hpp"

namespace bacelab {

/// Which pairs of regions are linked in all worlds of a study: each with this probability,
/// independently of all others (the random graph G(n, p) of Gilbert 1959), decided by the seed and
/// the names of its ends. 1: all of them. Ascending by the first end, then the second.
std::vector<LinkEnds> draw_links(std::span<const RegionModel> regions, double probability,
                                 std::uint64_t seed);

}  // namespace bacelab
