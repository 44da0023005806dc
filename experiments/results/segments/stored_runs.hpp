#pragma once

#include <cstddef>
#include <functional>
#include <vector>

#include "experiments/box/finished_block.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/segments/segment_file.hpp"

namespace bacelab {

/// The finished worlds in a study's segments, numbered by its present number of replications, which
/// may be larger than when they were written.
class StoredRuns {
 public:
  /// `replications` of the study now.
  explicit StoredRuns(std::size_t replications) : replications_(replications) {}

  /// Adds the worlds of a segment that numbers them by `replications_there`, at most as many as
  /// there are now. A world that is already there is left out.
  void add(SegmentFile segment, std::size_t replications_there);

  /// Which worlds there are.
  [[nodiscard]] const WorldSet& worlds() const { return worlds_; }
  [[nodiscard]] std::size_t segments() const { return segments_.size(); }

  /// Passes on all worlds in order, block by block, reading one block at a time.
  /// \throws DamagedSegment, StorageError
  void for_each(const std::function<void(const FinishedBlock&)>& take) const;

 private:
  /// Where adjacent worlds are.
  struct Place {
    WorldRange worlds;
    std::size_t segment;
    std::size_t block;
    std::size_t offset;              ///< worlds of the block that come before
    std::size_t replications_there;  ///< by which the block numbers worlds
  };

  std::size_t replications_;
  std::vector<SegmentFile> segments_;
  std::vector<Place> places_;
  WorldSet worlds_;
};

}  // namespace bacelab
