#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "experiments/box/finished_block.hpp"
#include "experiments/results/faults.hpp"
#include "experiments/results/segments/segment_file.hpp"

namespace bacelab {

/// Writes the finished worlds of one rank to segments: one every few seconds, or earlier if it
/// would grow large. A segment appears under its name whole and on the disk; what is not yet in one
/// is lost if the process dies. The disk works while the next worlds are computed: one segment at a
/// time is written by a thread of its own.
class SegmentWriter {
 public:
  using Clock = std::chrono::steady_clock;

  /// Seconds between two segments, at most and at the least, unless the first are large.
  static constexpr double default_interval_s = 5.0;

  /// `header` says everything but the blocks. The faults must outlive the writer.
  SegmentWriter(std::filesystem::path directory, SegmentHeader header, double interval_s,
                Faults& faults);

  SegmentWriter(SegmentWriter&&) = default;
  SegmentWriter& operator=(SegmentWriter&&) = delete;
  ~SegmentWriter() = default;  // waits for the segment that is being written

  /// Takes finished worlds, and begins to write a segment if one is due.
  /// \throws StorageError if the one before could not be written; what was written stays
  void add(const FinishedBlock& finished);

  /// Writes a segment of all that is in none yet, and waits until it is on the disk.
  /// \throws StorageError
  void commit();

  /// The names of the segments that are on the disk, in order; after commit(), of all.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

 private:
  void begin();
  void wait();

  std::filesystem::path directory_;
  SegmentContent content_;
  std::size_t bytes_ = 0;
  Clock::time_point started_;
  Clock::time_point committed_;
  Clock::duration interval_;
  Faults* faults_;
  std::vector<std::string> names_;
  std::size_t begun_ = 0;             ///< segments
  std::future<std::string> writing_;  ///< the name of the segment that is being written
};

}  // namespace bacelab
