#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/box/run_block.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/text/output_file.hpp"

namespace bacelab {

/// A results file as a source of finished worlds: all of a study, or those of a shard.
class FinishedResults {
 public:
  /// \throws InputError if this is no results file, or if its seal must hold and doesn't
  explicit FinishedResults(const std::filesystem::path& path,
                           SealCheck check = SealCheck::required);

  [[nodiscard]] const std::filesystem::path& path() const { return file_.path(); }
  [[nodiscard]] const ResultsDescription& description() const { return file_.description(); }
  /// \throws InputError if the file does not keep it
  [[nodiscard]] const StudyIdentity& identity() const;

  /// Provenance::study_directory; empty if the file does not keep it.
  [[nodiscard]] std::string study_directory() const { return file_.study_directory(); }
  /// How the points of a study with a precision target ended.
  [[nodiscard]] const std::optional<PrecisionOutcome>& precision() const {
    return file_.precision();
  }

  /// Why runs failed.
  [[nodiscard]] const std::vector<RunFailure>& failures() const { return failures_; }

  /// The worlds that have run, numbered as in the file.
  [[nodiscard]] const WorldSet& worlds() const { return worlds_; }
  /// Those of them in which all policies ran.
  [[nodiscard]] const WorldSet& whole_worlds() const { return whole_worlds_; }

  /// The results of worlds that have all run.
  /// \throws StorageError if the file can't be read
  [[nodiscard]] RunBlock read(const WorldRange& worlds) const;

 private:
  void find_worlds();

  ResultsFile file_;
  std::vector<RunFailure> failures_;
  WorldSet worlds_;
  WorldSet whole_worlds_;
};

/// The number of worlds that are read or written at a time, so that memory stays bounded.
std::size_t worlds_at_a_time(const RunBlockShape& shape);

/// What merge_shards() has merged.
struct MergedShards {
  RunCounts counts;
  std::vector<std::string> builds;  ///< of the program that computed the shards
};

/// Merges the results files of a study's shards into one, in bounded memory. The same world may be
/// in several if it is equal in all of them.
/// \throws InputError if the files are not of one study and one arithmetic, if worlds are missing
/// or differ, if a seal
///         must hold and doesn't, or if the output exists and may not be replaced
/// \throws StorageError if the output can't be written
MergedShards merge_shards(std::span<const std::filesystem::path> shards,
                          const std::filesystem::path& output, ExistingFile existing,
                          const std::string& command, SealCheck check = SealCheck::required);

}  // namespace bacelab
