#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/box/description.hpp"
#include "experiments/box/precision.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/box/world_set.hpp"
#include "experiments/results/hdf5/file.hpp"
#include "experiments/results/results_variables.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {

/// A results file, open for reading. Values are read on demand; one thread at a time.
///
/// Functions that take the name of a metric or policy throw InputError, with the nearest known
/// name, if there is none; a point beyond the last one throws it too. All that read values throw
/// StorageError if the file can't be read.
class ResultsFile {
 public:
  /// \throws InputError if this is not a complete results file of the known schema, or if its seal
  ///         must hold and doesn't
  explicit ResultsFile(const std::filesystem::path& path, SealCheck check = SealCheck::required);

  /// May this be one, from its first bytes? No if it can't be read.
  static bool may_be(const std::filesystem::path& path) { return hdf5::File::is_one(path); }

  const std::filesystem::path& path() const { return path_; }

  /// The description of the study in the file.
  const ResultsDescription& description() const { return description_; }

  std::size_t points() const { return description_.points; }
  std::size_t replications() const { return description_.replications; }
  const std::vector<std::string>& policies() const { return description_.policies; }
  const std::vector<Factor>& factors() const { return description_.factors; }
  const std::vector<VariableInfo>& metrics() const { return description_.metrics; }

  /// How the points of a study with a precision target ended; nothing without one.
  const std::optional<PrecisionOutcome>& precision() const { return precision_; }
  /// The replications of a point that are part of the results: the first ones of replications().
  std::size_t replications_run(std::size_t point) const;
  /// The points that ran: all, unless a contour did not need some.
  std::vector<std::size_t> points_run() const;
  /// Those in which a policy ran: fewer if it was dropped when the best was selected.
  std::size_t replications_run(std::size_t point, std::string_view policy) const;

  std::vector<std::string> metric_names() const;
  const VariableInfo& metric(std::string_view name) const;
  std::size_t policy_index(std::string_view name) const;

  /// Provenance::study_directory; empty in files of earlier programs.
  std::string study_directory() const;

  /// The attributes of the root group, numbers as text.
  std::map<std::string, std::string> attributes() const;

  /// A metric of a policy at a point, by replication; NaN if a run did not take place.
  std::vector<double> column(std::string_view metric, std::size_t point,
                             std::string_view policy) const;

  /// The statuses of a policy's runs at a point, by replication.
  std::vector<RunStatus> status(std::size_t point, std::string_view policy) const;

  /// The wall-clock seconds of a policy's runs at a point, by replication.
  std::vector<double> wall_s(std::size_t point, std::string_view policy) const;

  /// The same in a box of worlds, [point][replication][policy].
  std::vector<double> wall_s_values(const WorldBox& box) const;

  /// Why runs failed.
  std::vector<RunFailure> failures() const;

  /// A metric in a box of worlds, [point][replication][policy].
  std::vector<double> metric_values(std::string_view metric, const WorldBox& box) const;

  /// The statuses in a box of worlds, [point][replication][policy].
  std::vector<RunStatus> status_values(const WorldBox& box) const;

  /// The redraws in a box of worlds, [point][replication].
  std::vector<std::int64_t> redraws(const WorldBox& box) const;

  /// A summary of worlds, such as `world_gpus`, in a box of worlds, [point][replication]; NaN if a
  /// world was not drawn.
  std::vector<double> world_summary(std::string_view name, const WorldBox& box) const;

  /// A column of the job rows in a box of worlds, [point][replication][policy][job].
  std::vector<double> job_values(std::string_view column, const WorldBox& box) const;

 private:
  const hdf5::Dataset& metric_variable(std::string_view name) const;
  hdf5::Slab policy_slab(std::size_t point, std::string_view policy) const;

  std::filesystem::path path_;
  hdf5::File file_;
  ResultsDescription description_;
  std::optional<PrecisionOutcome> precision_;
  ResultsVariables variables_;
};

}  // namespace bacelab
