#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/cluster/series.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {

/// Statistics of a series up to a time, weighted by time.
struct SeriesSummary {
  double mean = 0.0;
  double deviation = 0.0;  ///< standard deviation about the mean
  double least = 0.0;
  double most = 0.0;
};

/// Summary of a series over [0, end_s], end_s > 0.
SeriesSummary summary_of(const Series& series, double end_s);

/// Means of a series over equal parts of [0, end_s].
std::vector<double> means_of_parts(const Series& series, double end_s, std::size_t parts);

/// How many of the times lie in each of equal parts of [0, end_s]; later ones in none.
std::vector<double> counts_of_parts(const std::vector<double>& times_s, double end_s,
                                    std::size_t parts);

/// A series of a world and its long-run expectation.
struct ShownSeries {
  std::string name;
  const Series* series = nullptr;
  std::optional<Moments> theory;  ///< in the unit of the series
};

/// Series of one kind. Values are divided by `divisor` where they are shown.
struct SeriesGroup {
  std::string title;
  std::string unit;
  double divisor = 1.0;
  std::vector<ShownSeries> series;
};

/// The jobs of a world and what is expected of them.
struct ShownJobs {
  std::vector<double> arrivals_s;
  ArrivalTheory arrivals;
  std::vector<double> ideal_hours;  ///< E_j
  double mean_ideal_hours = 0.0;    ///< expected, of the jobs' templates
  double mean_gpu_hours = 0.0;      ///< of a job, at its best stage count without transfers
  double gpus = 0.0;                ///< of all regions, as many of the reference type
  std::optional<double> load;       ///< expected, offered
  std::vector<std::pair<std::string, std::size_t>> templates;  ///< and how many jobs have them
};

/// A world prepared for display. Refers to the world that it was made from.
struct WorldView {
  std::string start_utc;  ///< the hour of time 0 by the calendar; empty without one
  std::vector<SeriesGroup> groups;
  ShownJobs jobs;
};

WorldView view_of(const WorldModel& model, const GeneratedWorld& world);

/// Statistics of the jobs of a world, from the first arrival to the last. Rates and gaps have no
/// value if all jobs arrive at one instant.
struct JobStatistics {
  std::optional<double> per_hour;       ///< the inverse of the mean gap between jobs
  std::optional<double> gap_variation;  ///< standard deviation over mean of these gaps
  double mean_ideal_hours;              ///< of E_j
  std::optional<double> load;           ///< offered at this rate by the jobs of the world
};

JobStatistics statistics_of(const ShownJobs& jobs);

}  // namespace bacelab
