#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison/comparison.hpp"
#include "analysis/figures/question.hpp"
#include "analysis/selection/select.hpp"
#include "analysis/sensitivity/sensitivity.hpp"
#include "experiments/results/results_file.hpp"

namespace bacelab {

/// What a report is about.
struct ReportQuestion {
  Selection selection;  ///< filled in; without baselines if the file has only one policy
  std::vector<std::string> metrics;
  ComparisonSettings settings;
  std::filesystem::path inputs;  ///< the folder of the files that the study names
};

/// What is said of a point of the design, or of several that are pooled.
struct ReportPoint {
  std::vector<std::size_t> points;
  CompleteWorlds worlds;
  std::vector<Comparison> comparisons;  ///< one for each metric; none without baselines
  std::string reason;                   ///< why there is nothing; empty if there is something

  [[nodiscard]] bool is_pooled() const { return points.size() > 1; }
};

/// The most points of which a report has tables of all quantities and figures of their own: 12, and
/// fewer if there are very many baselines.
[[nodiscard]] std::size_t most_detailed_points(const ReportQuestion& question);

/// The most points that a report compares at all: 400, and fewer if there are many baselines.
[[nodiscard]] std::size_t most_compared_points(const ReportQuestion& question);

/// All numbers of a report, as `compare`, `compare --pooled` and `sensitivity` have them.
struct ReportContents {
  ReportQuestion question;
  std::vector<ReportPoint> points;         ///< the first ones of the design
  std::optional<ReportPoint> pooled;       ///< all points; of designs of several
  std::vector<Sensitivity> sensitivities;  ///< of designs that are made for it
  std::vector<std::string> notes;          ///< what could not be computed, in full sentences
  /// The same with each of the baselines as the policy under test, of the only point or of all
  /// points pooled; none if there are very many policies.
  std::vector<ReportContents> others;
};

/// Computes everything. Worlds in which a run is incomplete are left out.
[[nodiscard]] ReportContents report_contents(const ResultsFile& file,
                                             const ReportQuestion& question);

}  // namespace bacelab
