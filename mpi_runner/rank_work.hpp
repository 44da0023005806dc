#pragma once

#include <cstddef>
#include <vector>

#include "mpi_runner/compute/block_runner.hpp"
#include "mpi_runner/run_study.hpp"
#include "mpi_runner/sharing/share_work.hpp"

namespace bacelab {

/// One rank's part of the work: computes blocks and keeps what is finished in segments.
class RankWork {
 public:
  /// All that is referred to, and the rule of the options, must outlive this.
  RankWork(const StudyFile& file, const ResultsDescription& description, const RunOptions& options,
           const StopRequest& stop, SegmentWriter writer, Faults& faults);

  /// Computes worlds. Those that can't be kept are told of in the report.
  BlockReport compute(const WorldRange& range);

  /// Writes what is in no segment yet. For the first rank: what went wrong, a text that is empty if
  /// nothing did, then the number of segments and their names.
  std::vector<std::byte> finish();

 private:
  void leave_out_failed(FinishedBlock& finished) const;

  BlockRunner runner_;
  std::size_t replications_;
  OnFailure on_failure_;
  const StopRequest* stop_;
  const StoppingRule* rule_;
  SegmentWriter writer_;
  Faults* faults_;
};

}  // namespace bacelab
