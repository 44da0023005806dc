#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "mpi_runner/compute/finished_block.hpp"
#include "mpi_runner/segments/segment_header.hpp"

namespace bacelab {

/// A segment that is not what was written: cut short, or changed on the disk.
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

/// The blocks of a segment on the disk, read when they are asked for.
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
  [[nodiscard]] FinishedBlock read(std::size_t block) const;

 private:
  std::filesystem::path path_;
  std::vector<SegmentBlock> blocks_;
  std::vector<std::size_t> offsets_;  ///< of each block in the file
};

/// A segment and what it says of itself; the blocks are with the file.
struct Segment {
  SegmentHeader header;
  SegmentFile file;
};

/// Reads the header of a segment.
/// \throws DamagedSegment if it is none, or the file has not the size that it tells
/// \throws StorageError if it can't be read
Segment open_segment(const std::filesystem::path& path);

}  // namespace bacelab
