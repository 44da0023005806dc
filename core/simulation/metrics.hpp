#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "core/registry.hpp"
#include "core/simulation/run_record.hpp"
#include "core/simulation/run_summary.hpp"

namespace bacelab {

/// A metric that is a quantile of the job completion times of a run.
struct JctQuantile {
  double probability;  ///< in [0, 1]
};

/// A metric that is any other number of a run: NaN if undefined, such as a mean over no jobs.
using MetricFunction = double (*)(const RunSummary&);

/// A number that summarises a run (MODEL.md section 9). A new one is a line in metrics.cpp, with a
/// function or a quantile.
struct MetricInfo {
  std::string_view name;
  std::string_view units;  ///< as in the results file: "s", "1" for pure numbers
  std::string_view long_name;
  std::string_view description;
  std::variant<MetricFunction, JctQuantile> source;
  bool larger_is_better = false;

  [[nodiscard]] double value(const RunSummary& run) const {
    if (const auto* function = std::get_if<MetricFunction>(&source)) return (*function)(run);
    return run.jct.quantile(std::get<JctQuantile>(source).probability);
  }
};

/// All metrics, in the order of files and tables.
Registry<MetricInfo> metric_registry();

/// The probabilities of all metrics that are quantiles, ascending.
std::span<const double> metric_quantiles();

/// A number that is kept for every job (MODEL.md section 9, per job). A new one is a line in
/// metrics.cpp.
struct JobColumnInfo {
  std::string_view name;
  std::string_view units;
  std::string_view long_name;
  std::string_view description;
  double (*value)(const JobOutcome&);  ///< NaN for what the job never reached
};

/// All columns of the job rows, in the order of files.
Registry<JobColumnInfo> job_column_registry();

}  // namespace bacelab
