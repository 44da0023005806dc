#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/study_box.hpp"
#include "experiments/box/study_identity.hpp"
#include "experiments/study/design/design.hpp"
#include "experiments/study/precision_target.hpp"
#include "experiments/study/required_gpus.hpp"
#include "experiments/study/study_reader.hpp"
#include "experiments/text/document.hpp"
#include "experiments/text/input_files.hpp"

namespace bacelab {

/// A study file, fully checked at every point of its design.
class StudyFile {
 public:
  /// `settings` are `KEY=VALUE` texts of the command line, which override the file.
  /// `before_each_point`, if given, may throw to end the reading of a large design. Files that the
  /// study names are relative to the directory of `file_name`, or to `directory`. Throws InputError
  /// for anything wrong at any point.
  static StudyFile read(std::string_view text, std::string_view file_name,
                        std::span<const std::string> settings,
                        const std::function<void()>& before_each_point = {},
                        const std::optional<std::filesystem::path>& directory = {});

  [[nodiscard]] const Design& design() const { return design_; }
  /// Replications of each point; with a precision target, the maximum.
  [[nodiscard]] std::size_t replications() const { return box_.replications(); }
  /// Whether points may end before all replications have run, or not run at all.
  [[nodiscard]] bool may_end_early() const { return precision_ || design_.contour(); }
  [[nodiscard]] const std::optional<PrecisionGoal>& precision() const { return precision_; }
  /// The runs of the study.
  [[nodiscard]] const StudyBox& box() const { return box_; }
  /// Job rows per run: the largest number of jobs of a run at any point; 0 if the study doesn't
  /// keep them.
  [[nodiscard]] std::size_t job_rows() const { return job_rows_; }
  /// The names of the regions of all points, in the order in which the points first have them.
  [[nodiscard]] const std::vector<std::string>& regions() const { return regions_; }
  /// The study at a point of the design. What RegionsModel requires of the GPUs is the same at all
  /// points that have such a rule and draw from the same numbers of GPUs.
  [[nodiscard]] Study at(std::size_t point) const;
  /// Gives the same studies, many of them at a twentieth of the cost. It must not outlive the file.
  [[nodiscard]] StudyReader reader() const { return {document_, design_, &required_gpus_}; }
  /// The whole study as TOML with all defaults filled in; it reads as the same study.
  [[nodiscard]] const std::string& resolved() const { return resolved_; }
  /// The values that must agree for results to belong together.
  [[nodiscard]] const StudyIdentity& identity() const { return identity_; }
  /// To which the names of the study's files are relative.
  [[nodiscard]] const std::filesystem::path& directory() const { return document_.directory(); }
  /// The files that the study names.
  [[nodiscard]] std::vector<InputFile> inputs() const { return document_.inputs(); }
  /// Every key that was read, for the reference.
  [[nodiscard]] std::vector<ConfigOption> keys() const { return document_.options(); }

 private:
  StudyFile(ConfigDocument document, Design design)
      : document_(std::move(document)), design_(std::move(design)) {}

  ConfigDocument document_;
  Design design_;
  StudyBox box_;
  std::size_t job_rows_ = 0;
  RequiredGpus required_gpus_;  ///< of all points
  std::vector<std::string> regions_;
  std::optional<PrecisionGoal> precision_;
  std::string resolved_;
  StudyIdentity identity_;
};

/// The description of a study's results file, before its first run.
ResultsDescription describe_results(const StudyFile& file);

}  // namespace bacelab
