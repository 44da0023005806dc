#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/segments/segment_file.hpp"

namespace bacelab {

/// The finished worlds in a study's segments, numbered by its present number of replications, which
/// may be larger than when they were written.
class StoredRuns {
 public:
  /// `box` of the study now.
  explicit StoredRuns(const StudyBox& box) : box_(box) {}

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

  StudyBox box_;
  std::vector<SegmentFile> segments_;
  std::vector<Place> places_;
  WorldSet worlds_;
};

}  // namespace bacelab
