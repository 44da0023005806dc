#include "experiments/results/segments/stored_runs.hpp"

#include <algorithm>
#include <utility>

namespace bacelab {

void StoredRuns::add(SegmentFile segment, const StudyBox& box_there) {
  for (std::size_t block = 0; block < segment.blocks().size(); ++block) {
    const bool is_whole = segment.blocks()[block].is_whole;
    if (!is_whole && parts_ == WorldParts::refused) continue;
    for (const RenumberedWorlds& all : box_.renumbered(segment.blocks()[block].worlds, box_there)) {
      const Place place = {all, segments_.size(), block, box_there};
      is_whole ? add(place, whole_, whole_places_) : add(place, part_, part_places_);
      worlds_.insert(all.here());
    }
  }
  segments_.push_back(std::move(segment));
}

namespace {

/// The worlds of `all` that are `here`.
RenumberedWorlds part_of(const RenumberedWorlds& all, const WorldRange& here) {
  return {{all.there.first + (here.first - all.first_here), here.count}, here.first};
}

}  // namespace

void StoredRuns::add(const Place& place, WorldSet& there, std::vector<Place>& places) const {
  for (const WorldRange& here : there.missing_from(place.worlds.here())) {
    Place missing = place;
    missing.worlds = part_of(place.worlds, here);
    places.push_back(missing);
    there.insert(here);
  }
}

std::vector<StoredRuns::Place> StoredRuns::in_order() const {
  std::vector<Place> places = whole_places_;
  WorldSet there = whole_;
  for (const Place& place : part_places_) add(place, there, places);
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.worlds.first_here < b.worlds.first_here;
  });
  return places;
}

void StoredRuns::for_each(const std::function<void(const RunBlock&)>& take) const {
  for (const Place& place : in_order()) {
    RunBlock block = segments_[place.segment].read(place.block);
    const WorldRange& there = place.worlds.there;
    if (there != block.worlds) block = slice(block, there, place.box_there);
    block.worlds = place.worlds.here();
    take(block);
  }
}

}  // namespace bacelab
