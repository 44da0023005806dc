#pragma once

#include <filesystem>
#include <memory>

#include "experiments/results/results_description.hpp"
#include "mpi_runner/results/block_buffer.hpp"
#include "mpi_runner/results/pending_file.hpp"
#include "mpi_runner/results/result_sink.hpp"

namespace bacelab {

class ResultsStore;

/// Writes the results file of a study. The file appears under its name when finish() returns, whole
/// and on the disk; before that, and after any failure, there is nothing under that name.
/// Memory is bounded whatever the size of the study: some 16 MiB, and up to 1 MiB a variable.
class ResultsFileWriter : public ResultSink {
 public:
  /// \throws InputError if there is a file of that name and it is to be refused
  /// \throws StorageError if no file can be written there
  /// \throws std::invalid_argument if no file can hold this description
  ResultsFileWriter(const std::filesystem::path& file, const ResultsDescription& description,
                    ExistingFile existing = ExistingFile::refuse);
  ~ResultsFileWriter() override;

  /// After a StorageError from either the writer has given up: it takes nothing any more.
  /// \throws std::invalid_argument if the block is not of this study, or finish() was called
  void accept(const RunBlock& block) override;
  void finish(const Provenance& provenance) override;

 private:
  void require_open() const;
  void write_buffer();
  void give_up() noexcept;

  RunBlockShape shape_;
  std::size_t worlds_;
  PendingFile file_;
  std::unique_ptr<ResultsStore> store_;  ///< absent when finished or given up
  BlockBuffer buffer_;
};

}  // namespace bacelab
