#include "experiments/results/segments/stored_runs.hpp"

#include <algorithm>
#include <utility>

namespace bacelab {

void StoredRuns::add(SegmentFile segment, std::size_t replications_there) {
  for (std::size_t block = 0; block < segment.blocks().size(); ++block) {
    const WorldRange& there = segment.blocks()[block].worlds;
    std::size_t offset = 0;
    // Worlds of one point follow each other under any numbering.
    for (std::size_t world = there.first; world < there.end();) {
      const std::size_t point = world / replications_there;
      const std::size_t count =
          replications_ == replications_there
              ? there.count
              : std::min(there.end(), (point + 1) * replications_there) - world;
      const WorldRange here = {point * replications_ + world % replications_there, count};
      for (const WorldRange& part : worlds_.missing_from(here)) {
        places_.push_back({part, segments_.size(), block, offset + (part.first - here.first),
                           replications_there});
        worlds_.insert(part);
      }
      world += count;
      offset += count;
    }
  }
  segments_.push_back(std::move(segment));
}

void StoredRuns::for_each(const std::function<void(const FinishedBlock&)>& take) const {
  std::vector<Place> places = places_;
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.worlds.first < b.worlds.first; });
  for (const Place& place : places) {
    FinishedBlock finished = segments_[place.segment].read(place.block);
    if (place.worlds == WorldRange{finished.block.first_world, finished.block.world_count}) {
      take(finished);
    } else {
      take(slice(finished, place.offset, place.worlds.count, place.worlds.first,
                 place.replications_there));
    }
  }
}

}  // namespace bacelab
