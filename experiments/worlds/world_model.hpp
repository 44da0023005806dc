#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template_set.hpp"
#include "experiments/worlds/arrivals/arrivals.hpp"
#include "experiments/worlds/bandwidth/bandwidth.hpp"
#include "experiments/worlds/modulation/modulation.hpp"
#include "experiments/worlds/modulation/outage_chain.hpp"
#include "experiments/worlds/process/calendar.hpp"
#include "experiments/worlds/process/observation.hpp"
#include "experiments/worlds/process/regional.hpp"
#include "experiments/worlds/process/trace_replay.hpp"
#include "experiments/worlds/work/work.hpp"

namespace bacelab {

/// What to do so that no job needs more GPUs than the largest region of its world has.
enum class OneRegionRule {
  any,           ///< nothing: policies that use one region leave it unserved
  redraw_job,    ///< the template of a job that does not fit is drawn again
  redraw_world,  ///< the GPUs of all regions are drawn again until any job would fit
};

/// The internal bandwidth of regions without one of their own.
enum class InternalBandwidth {
  unlimited,  ///< transfers inside a region take no time
  access,     ///< the region's access bandwidth
};

/// The random model of a world's regions.
struct RegionsModel {
  std::vector<RegionModel> regions;
  std::vector<int> gpu_choices;  ///< for regions without a given number, each
                                 ///< equally likely
  int required_gpus = 0;         ///< of the largest region: all numbers are drawn
                                 ///< again until it has them
  /// Or, with several GPU types, until each of these lists has a region with at least the GPUs of
  /// its entry.
  std::vector<std::vector<int>> required_by_region;
  InternalBandwidth internal = InternalBandwidth::unlimited;
  std::shared_ptr<const OutageChain> outages;  ///< of GPUs; null: none
};

/// The random model of the links.
struct NetworkModel {
  std::vector<LinkEnds> links;
  std::shared_ptr<const Topology> topology;  ///< of these links
  std::shared_ptr<const BandwidthBase> base;
  double scale = 1.0;                       ///< of all bandwidths, >= 0
  std::vector<double> delay_s;              ///< of each link
  std::vector<double> transfer_usd_per_gb;  ///< of each link
  ModulationModels modulations;
  Observation observation;         ///< of bandwidths, by the scheduler
  std::vector<std::string> notes;  ///< on what is given of links
};

/// The random model of the prices.
struct PriceModel {
  RegionalValue base_usd_per_kwh;
  double base_factor = 1.0;
  ModulationModels modulations;
  Observation observation;         ///< of prices, by the scheduler
  std::vector<std::string> notes;  ///< on recorded prices (ModulationModel::notes)
};

/// The random model of the jobs.
struct JobsModel {
  std::size_t count = 0;
  std::size_t warmup_jobs = 0;
  std::shared_ptr<const Templates> templates;
  std::shared_ptr<const TemplateSet> plans;  ///< of all worlds; null: each world has its own
  std::vector<double> weights;               ///< one per template, sum 1
  std::shared_ptr<const WorkDistribution> work;
  std::shared_ptr<const ArrivalProcess> arrivals;
  OneRegionRule one_region = OneRegionRule::any;
  std::shared_ptr<const TraceReplay> traced;  ///< whose templates the jobs have; null: drawn
  std::vector<TemplateIndex> traced_models;   ///< the template of each model of that trace
};

/// The complete random model of the worlds at a point of a study. Immutable once read: all threads
/// share one.
struct WorldModel {
  PipelineModel pipeline;
  GpuType gpu;
  RegionsModel regions;
  NetworkModel network;
  PriceModel price;
  JobsModel jobs;
  double horizon_s = 0.0;       ///< end of generated series
  double start_hour_utc = 0.0;  ///< hour of the day at time 0; with a calendar it is that one's
  std::shared_ptr<const Calendar> calendar;  ///< null: none
};

/// The hour of the day (UTC) at time 0 of a world.
inline double start_hour_of(const WorldModel& model, const WorldId& id) {
  return model.calendar ? model.calendar->hour_of_day(id) : model.start_hour_utc;
}

}  // namespace bacelab
