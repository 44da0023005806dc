#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/study_identity.hpp"
#include "experiments/box/world_set.hpp"

namespace bacelab {

/// A block of finished worlds in a segment.
struct SegmentBlock {
  WorldRange worlds;
  std::size_t bytes = 0;
  std::uint64_t hash = 0;  ///< XXH3 of the bytes
  bool is_whole = true;    ///< all policies ran in all worlds

  bool operator==(const SegmentBlock&) const = default;
};

/// The header of a segment. All but `blocks` is known to its writer beforehand.
struct SegmentHeader {
  StudyIdentity identity;
  /// As in ResultsDescription.
  std::vector<std::string> builds;
  std::string arithmetic;
  StudyBox box;                ///< which numbers the worlds here
  WorldRange part;             ///< the worlds that the execution had to compute
  bool may_end_early = false;  ///< a precision target may leave some of them out

  std::string execution;  ///< a unique name of the execution
  int rank = 0;
  int ranks = 1;
  int threads = 1;
  /// Start of the execution, ISO 8601, UTC; empty if the worlds were copied from a results file.
  std::string started = {};
  double elapsed_s = 0.0;  ///< time since the start when the segment was written

  std::vector<SegmentBlock> blocks = {};
};

/// As JSON on one line.
std::string to_json(const SegmentHeader& header);

/// \throws std::invalid_argument if the text is not a header
SegmentHeader segment_header_from(const std::string& json);

/// A segment that differs from what was written: truncated, or changed on the disk.
class DamagedSegment : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The bytes of a segment: a line with the size and the hash of the header, the header, the blocks.
/// `blocks` are packed; the header's list of them is made here.
struct SegmentContent {
  SegmentHeader header;
  std::vector<std::vector<std::byte>> blocks;
};

/// Writes the bytes to a new file.
/// \throws StorageError, with `named` as the file's name
void write_segment(const std::filesystem::path& path, const SegmentContent& content,
                   const std::filesystem::path& named);

/// The blocks of a segment on the disk, read on demand.
class SegmentFile {
 public:
  /// `offset`: of the first block in the file.
  SegmentFile(std::filesystem::path path, std::vector<SegmentBlock> blocks, std::size_t offset);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::vector<SegmentBlock>& blocks() const { return blocks_; }

  /// Reads everything.
  /// \throws DamagedSegment, StorageError
  void verify() const;

  /// The worlds of a block, numbered as in the study that wrote them.
  /// \throws DamagedSegment, StorageError
  [[nodiscard]] RunBlock read(std::size_t block) const;

 private:
  std::filesystem::path path_;
  std::vector<SegmentBlock> blocks_;
  std::vector<std::size_t> offsets_;  ///< of each block in the file
};

/// A segment file and its header.
struct Segment {
  SegmentHeader header;
  SegmentFile file;
};

/// Reads the header of a segment.
/// \throws DamagedSegment if it is not one, or the file does not have the size that it says
/// \throws StorageError if it can't be read
Segment open_segment(const std::filesystem::path& path);

}  // namespace bacelab
