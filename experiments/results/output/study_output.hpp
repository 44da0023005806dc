#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/results/faults.hpp"
#include "experiments/results/output/finished_results.hpp"
#include "experiments/results/provenance.hpp"
#include "experiments/results/segments/segment_directory.hpp"
#include "experiments/results/segments/segment_file.hpp"
#include "experiments/results/segments/stored_runs.hpp"
#include "experiments/text/output_file.hpp"

namespace bacelab {

/// What to do about results, finished or not, that already exist.
enum class Existing {
  refuse,   ///< leave them alone
  replace,  ///< remove them
  resume,   ///< keep what belongs to the study, compute the rest
};

/// What the results of a study must contain.
enum class StudyEnd {
  all_worlds,
  by_rule,       ///< the replications that a stopping rule requires
  by_selection,  ///< the same, without the runs of policies that the rule has dropped
};

/// The results file of a study, from the first look at what exists to the last rename: the worlds
/// that were finished before, and the directory of the segments. Only one process has such an
/// object; it owns the file for the object's lifetime.
class StudyOutput {
 public:
  /// Looks at what exists, and creates only the directory of the segments. Worlds of the study
  /// outside `part` are not computed, but kept if they exist. The description has an identity.
  /// `check`: of the results file, if it is resumed.
  /// \throws InputError if results exist that may not be touched, or belong to another study, or if
  ///         the seal of the results file must hold and doesn't
  /// \throws StorageError if nothing can be written there, or the disk has no space
  StudyOutput(const std::filesystem::path& file, const ResultsDescription& description,
              const WorldRange& part, Existing existing, StudyEnd end = StudyEnd::all_worlds,
              SealCheck check = SealCheck::required);

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }
  [[nodiscard]] const SegmentDirectory& directory() const { return directory_; }
  [[nodiscard]] const StudyIdentity& identity() const { return identity_; }

  /// The worlds that were finished before.
  [[nodiscard]] const WorldSet& found() const { return runs_.worlds(); }
  [[nodiscard]] std::size_t segments() const { return runs_.segments(); }
  /// The worlds that are still to be computed.
  [[nodiscard]] std::vector<WorldRange> missing() const {
    return runs_.worlds().missing_from(part_);
  }
  /// Warnings for the user.
  [[nodiscard]] const std::vector<std::string>& warnings() const { return warnings_; }

  /// Adds a segment that a rank has written.
  void add(const std::string& name);

  /// Whether the results file was complete when it was found, so that there is nothing to do.
  [[nodiscard]] const std::optional<RunCounts>& complete() const { return complete_; }

  /// Passes on all finished worlds in order, block by block.
  /// \throws StorageError if a segment is damaged
  void for_each(const std::function<void(const RunBlock&)>& take) const;

  /// Merges all segments into the results file, and removes them. Nothing is changed if `stop`
  /// returns true before it is complete. `ends`: how the points of a study with a precision target
  /// ended; replications after the end of a point are left out, and runs of dropped policies.
  /// \returns nothing if stopped
  /// \throws StorageError; the segments stay
  std::optional<RunCounts> merge(Provenance provenance, const std::function<bool()>& stop,
                                 Faults& faults, const std::optional<PrecisionOutcome>& ends = {});

 private:
  [[nodiscard]] WorldSet worlds_up_to(const std::optional<PrecisionOutcome>& ends) const;
  void take_up(SealCheck check);
  void take_up_segment(const std::filesystem::path& path);
  void take_up_results(const FinishedResults& results);
  void require_same_study(const std::filesystem::path& path, const StudyIdentity& there) const;
  void require_same_arithmetic(const std::filesystem::path& path, const std::string& there,
                               const std::vector<std::string>& builds) const;
  void note_builds(const std::vector<std::string>& builds);
  void require_as_many(const std::filesystem::path& path, std::size_t replications) const;

  std::filesystem::path file_;
  ResultsDescription description_;
  WorldRange part_;
  StudyEnd end_;
  StudyIdentity identity_;
  ExistingFile at_the_end_ = ExistingFile::refuse;  ///< when the results file gets its name
  SegmentDirectory directory_;
  StoredRuns runs_;
  std::set<std::string> builds_;  ///< that computed what is in `runs_`
  std::optional<RunCounts> complete_;
  std::vector<std::string> warnings_;
};

}  // namespace bacelab
