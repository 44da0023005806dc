#include "experiments/worlds/links.hpp"

#include "experiments/random/stream.hpp"

namespace bacelab {

std::vector<LinkEnds> draw_links(std::span<const RegionModel> regions, double probability,
                                 std::uint64_t seed) {
  std::vector<LinkEnds> links;
  for (std::size_t a = 0; a < regions.size(); ++a) {
    for (std::size_t b = a + 1; b < regions.size(); ++b) {
      const auto is_linked = [&] {
        const std::string owner = link_owner(regions[a].name, regions[b].name);
        return RandomStream({.seed = seed}, "link", owner).uniform(0) < probability;
      };
      if (probability == 1.0 || is_linked()) links.push_back({RegionIndex(a), RegionIndex(b)});
    }
  }
  return links;
}

}  // namespace bacelab
