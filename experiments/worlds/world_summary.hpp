#pragma once

#include <span>
#include <string_view>

#include "core/registry.hpp"
#include "experiments/worlds/generate.hpp"
#include "experiments/worlds/world_model.hpp"

namespace bacelab {

/// What the summaries of a world are made of: sums and extremes over its jobs, regions and links,
/// known before any policy runs in it.
struct WorldFacts {
  double jobs = 0.0;
  double gpus = 0.0;            ///< of all regions, outages aside
  double reference_gpus = 0.0;  ///< the same, each counted as reference_gpus() does
  double largest_region = 0.0;  ///< GPUs
  double work_gpu_s = 0.0;      ///< GPUs times seconds of all jobs at their best stage counts
  double largest_work_gpu_s = 0.0;
  double ideal_s = 0.0;  ///< sum of the times of all jobs at their best stage counts
  double largest_ideal_s = 0.0;
  double mean_price = 0.0;  ///< USD/kWh, over regions
  double lowest_price = 0.0;
  double price_by_gpus = 0.0;   ///< weighted by the GPUs of the regions
  double mean_bandwidth = 0.0;  ///< bit/s, over links; NaN without links, as is the lowest
  double lowest_bandwidth = 0.0;
  double spacing_s = 0.0;  ///< mean time between arrivals; NaN for one job
};

/// The facts of a world of the model. Prices and bandwidths are means over a long time of what the
/// world has drawn for all of its time (price_moments(), bandwidth_moments()).
WorldFacts facts_of(const WorldModel& model, const GeneratedWorld& world);

/// A number that summarises a world: variable `world_NAME` of a results file. A new one is a line
/// in world_summary.cpp.
struct WorldSummaryInfo {
  std::string_view name;   ///< with the prefix `world_`
  std::string_view units;  ///< as in the results file
  std::string_view long_name;
  std::string_view description;
  double (*value)(const WorldFacts&);  ///< NaN if undefined
};

/// All summaries, in the order of files.
Registry<WorldSummaryInfo> world_summary_registry();

/// Writes the summaries of a world, in the order of the registry; as many as it has.
void summarise_world(const WorldModel& model, const GeneratedWorld& world,
                     std::span<double> summaries);

}  // namespace bacelab
