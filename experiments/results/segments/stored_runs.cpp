#include "experiments/results/segments/stored_runs.hpp"

#include <algorithm>
#include <utility>

namespace bacelab {

void StoredRuns::add(SegmentFile segment, const StudyBox& box_there) {
  for (std::size_t block = 0; block < segment.blocks().size(); ++block) {
    for (const RenumberedWorlds& all : box_.renumbered(segment.blocks()[block].worlds, box_there)) {
      for (const WorldRange& here : worlds_.missing_from(all.here())) {
        const std::size_t first_there = all.there.first + (here.first - all.first_here);
        places_.push_back(
            {{{first_there, here.count}, here.first}, segments_.size(), block, box_there});
        worlds_.insert(here);
      }
    }
  }
  segments_.push_back(std::move(segment));
}

void StoredRuns::for_each(const std::function<void(const RunBlock&)>& take) const {
  std::vector<Place> places = places_;
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.worlds.first_here < b.worlds.first_here;
  });
  for (const Place& place : places) {
    RunBlock block = segments_[place.segment].read(place.block);
    const WorldRange& there = place.worlds.there;
    if (there != block.worlds) block = slice(block, there, place.box_there);
    block.worlds = place.worlds.here();
    take(block);
  }
}

}  // namespace bacelab
