#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/segments/segment_file.hpp"

namespace bacelab {

/// What to do with worlds in which some policies did not run.
enum class WorldParts { refused, taken };

/// The finished worlds in a study's segments, numbered by its present number of replications, which
/// may be larger than when they were written. A world that is there whole takes the place of the
/// same world without the runs of some policies.
class StoredRuns {
 public:
  /// `box` of the study now; `parts`: whether worlds without the runs of some policies are taken.
  explicit StoredRuns(const StudyBox& box, WorldParts parts = WorldParts::refused)
      : box_(box), parts_(parts) {}

  /// Adds the worlds of a segment that `box_there` numbers, which has at most as many replications
  /// as there are now. A world that is already there is left out.
  void add(SegmentFile segment, const StudyBox& box_there);

  /// Which worlds there are.
  [[nodiscard]] const WorldSet& worlds() const { return worlds_; }
  [[nodiscard]] std::size_t segments() const { return segments_.size(); }

  /// Passes on all worlds in order, block by block, reading one block at a time.
  /// \throws DamagedSegment, StorageError
  void for_each(const std::function<void(const RunBlock&)>& take) const;

 private:
  /// Where adjacent worlds are.
  struct Place {
    RenumberedWorlds worlds;
    std::size_t segment;
    std::size_t block;
    StudyBox box_there;
  };

  void add(const Place& place, WorldSet& there, std::vector<Place>& places) const;
  [[nodiscard]] std::vector<Place> in_order() const;

  StudyBox box_;
  WorldParts parts_;
  std::vector<SegmentFile> segments_;
  std::vector<Place> whole_places_;
  std::vector<Place> part_places_;
  WorldSet whole_;
  WorldSet part_;
  WorldSet worlds_;  ///< both
};

}  // namespace bacelab
