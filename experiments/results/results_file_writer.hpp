#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/text/pending_file.hpp"

namespace bacelab {

/// Keeps blocks until there are enough of them to be worth a write, and sorts them. Blocks arrive
/// in any order; adjacent ones are written together, since a write costs a few microseconds for
/// each variable whatever its size.
class BlockBuffer {
 public:
  /// Full when the blocks' arrays reach `capacity` bytes.
  explicit BlockBuffer(std::size_t capacity) : capacity_(capacity) {}

  /// Adds a block; one that begins at the same world is replaced.
  void add(const RunBlock& block);

  bool is_full() const { return bytes_ >= capacity_; }

  /// Empties the buffer: groups of blocks in order, each block of a group beginning where the one
  /// before it ends.
  std::vector<std::vector<RunBlock>> take();

 private:
  std::size_t capacity_;
  std::size_t bytes_ = 0;
  std::map<std::size_t, RunBlock> blocks_;  ///< by first world
};

class ColumnWriter;

/// Writes the results file of a study. The file appears under its name, complete and on the disk,
/// when commit() returns; before that, and after any failure, there is nothing under that name.
/// Memory is bounded whatever the size of the study: some 4 MiB, and 320 KiB per variable.
class ResultsFileWriter {
 public:
  /// `directory`: where it is written, on the same file system; empty: in that of the file.
  /// \throws InputError if a file of that name exists and may not be replaced
  /// \throws StorageError if no file can be written there
  /// \throws std::invalid_argument if no file can hold this description
  ResultsFileWriter(const std::filesystem::path& file, const ResultsDescription& description,
                    ExistingFile existing = ExistingFile::refuse,
                    const std::filesystem::path& directory = {});
  ResultsFileWriter(const ResultsFileWriter&) = delete;
  ResultsFileWriter& operator=(const ResultsFileWriter&) = delete;
  ~ResultsFileWriter();

  /// Accepts a block. Blocks arrive in any order; a world that arrives again must be equal.
  /// \throws StorageError if it can't be stored: the writer has given up, and takes nothing any
  /// more \throws std::invalid_argument if the block is not of this study, or finish() was called
  void accept(const RunBlock& block);

  /// Writes the rest, the messages of failed runs, and how the points of a study with a precision
  /// target ended. There must be no more blocks.
  /// \throws as accept()
  void finish(const Provenance& provenance, std::span<const RunFailure> failures = {},
              const std::optional<PrecisionOutcome>& precision = {});

  /// Gives the finished file its name.
  /// \throws StorageError if that fails
  void commit();

 private:
  void require_open() const;
  void write_buffer();
  void give_up() noexcept;

  RunBlockShape shape_;
  std::size_t worlds_;
  PendingFile file_;
  std::unique_ptr<ColumnWriter> store_;  ///< absent when finished or given up
  BlockBuffer buffer_;
};

}  // namespace bacelab
