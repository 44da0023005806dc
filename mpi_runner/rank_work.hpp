#pragma once

#include <cstddef>
#include <vector>

#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/run_study.hpp"
#include "mpi_runner/sharing/share_work.hpp"

namespace bacelab {

/// One rank's part of the work: computes blocks and writes the finished ones to segments.
class RankWork {
 public:
  /// All arguments held by reference, and the rule of the options, must outlive this.
  RankWork(const StudyFile& file, const ResultsDescription& description, const RunOptions& options,
           const StopRequest& stop, SegmentWriter writer, Faults& faults);

  /// Computes worlds. The report says if they can't be kept.
  BlockReport compute(const Work& work);

  /// Writes the worlds that are in no segment yet. Returns, for the first rank, the error (an empty
  /// text if there was none), then the number of segments and their names.
  std::vector<std::byte> finish();

 private:
  BlockRunner runner_;
  StudyBox box_;
  OnFailure on_failure_;
  const StopRequest* stop_;
  const RoundsRule* rule_;
  SegmentWriter writer_;
  Faults* faults_;
};

}  // namespace bacelab
