#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <future>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/results/faults.hpp"
#include "experiments/results/segments/segment_file.hpp"

namespace bacelab {

/// Writes the finished worlds of one rank to segments: one every few seconds, or earlier if it
/// would grow large. A segment appears under its name only when it is complete and on the disk;
/// worlds that are in none are lost if the process is killed. Writing overlaps with computing the
/// next worlds: a separate thread writes one segment at a time.
class SegmentWriter {
 public:
  using Clock = std::chrono::steady_clock;

  /// Seconds between two segments; less if they would grow large.
  static constexpr double default_interval_s = 5.0;

  /// `header` says everything but the blocks. The faults must outlive the writer.
  SegmentWriter(std::filesystem::path directory, SegmentHeader header, double interval_s,
                Faults& faults);

  SegmentWriter(SegmentWriter&&) = default;
  SegmentWriter& operator=(SegmentWriter&&) = delete;
  ~SegmentWriter() = default;  // waits for the segment that is being written

  /// Accepts finished worlds, and starts to write a segment if one is due.
  /// \throws StorageError if the previous one could not be written; earlier ones stay
  void add(const RunBlock& block);

  /// Writes a segment of all worlds that are in none yet, and waits until it is on the disk.
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
