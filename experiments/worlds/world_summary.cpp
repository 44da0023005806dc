#include "experiments/worlds/world_summary.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/no_value.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// NaN if there is nothing to divide by.
double ratio(double part, double whole) { return whole > 0.0 ? part / whole : no_value; }

constexpr auto summaries = std::to_array<WorldSummaryInfo>({
    {"world_jobs", "1", "jobs of the world", "Number of jobs.",
     [](const WorldFacts& facts) { return facts.jobs; }},
    {"world_gpus", "1", "GPUs of the world", "GPUs of all regions, outages aside.",
     [](const WorldFacts& facts) { return facts.gpus; }},
    {"world_gpus_largest", "1", "GPUs of the largest region",
     "GPUs of the region that has most, outages aside.",
     [](const WorldFacts& facts) { return facts.largest_region; }},
    {"world_work", "GPU s", "offered work",
     "GPUs times seconds that all jobs would take at their best stage counts, without transfers.",
     [](const WorldFacts& facts) { return facts.work_gpu_s; }},
    {"world_work_largest", "GPU s", "offered work of the largest job",
     "The same of the job that has most.",
     [](const WorldFacts& facts) { return facts.largest_work_gpu_s; }},
    {"world_work_per_gpu", "s", "offered work per GPU",
     "Offered work over the GPUs of all regions, each counted by its speed over the reference "
     "type's.",
     [](const WorldFacts& facts) { return ratio(facts.work_gpu_s, facts.reference_gpus); }},
    {"world_ideal_time", "s", "mean ideal time of a job",
     "Mean over jobs of the time at the best stage count, without waiting and transfers.",
     [](const WorldFacts& facts) { return ratio(facts.ideal_s, facts.jobs); }},
    {"world_ideal_time_largest", "s", "longest ideal time of a job", "The same of the longest job.",
     [](const WorldFacts& facts) { return facts.largest_ideal_s; }},
    {"world_arrival_spacing", "s", "mean time between arrivals",
     "Time from the first to the last arrival, over the number of jobs less one.",
     [](const WorldFacts& facts) { return facts.spacing_s; }},
    {"world_price", "USD/kWh", "mean price",
     "Mean over regions of the price, itself a mean over a long time.",
     [](const WorldFacts& facts) { return facts.mean_price; }},
    {"world_price_lowest", "USD/kWh", "lowest price",
     "Price of the region with the lowest, a mean over a long time.",
     [](const WorldFacts& facts) { return facts.lowest_price; }},
    {"world_price_by_gpus", "USD/kWh", "mean price of a GPU",
     "Mean over GPUs of the price of their region, itself a mean over a long time.",
     [](const WorldFacts& facts) { return facts.price_by_gpus; }},
    {"world_bandwidth", "bit/s", "mean bandwidth",
     "Mean over links of the bandwidth, itself a mean over a long time.",
     [](const WorldFacts& facts) { return facts.mean_bandwidth; }},
    {"world_bandwidth_lowest", "bit/s", "lowest bandwidth",
     "Bandwidth of the link with the lowest, a mean over a long time.",
     [](const WorldFacts& facts) { return facts.lowest_bandwidth; }},
});

void add_jobs(const Scenario& scenario, WorldFacts& facts) {
  double first_s = infinite;
  double last_s = -infinite;
  for (const Job& job : scenario.jobs) {
    const StagePlan& plan = *scenario.templates->plan(job.model);
    const double ideal_s = job.iterations * plan.ideal_iteration_s();
    const double work = ideal_s * plan.best().stages * plan.gpus_of_stage();
    facts.ideal_s += ideal_s;
    facts.work_gpu_s += work;
    facts.largest_ideal_s = std::max(facts.largest_ideal_s, ideal_s);
    facts.largest_work_gpu_s = std::max(facts.largest_work_gpu_s, work);
    first_s = std::min(first_s, job.arrival_s);
    last_s = std::max(last_s, job.arrival_s);
  }
  facts.jobs = static_cast<double>(scenario.jobs.size());
  facts.spacing_s = facts.jobs > 1.0 ? (last_s - first_s) / (facts.jobs - 1.0) : no_value;
}

void add_prices(const WorldModel& model, const GeneratedWorld& world, WorldFacts& facts) {
  const auto& regions = world.scenario.cluster.regions();
  std::vector<Moments> changing;
  if (!model.price.modulations.empty()) changing = price_moments(model, world.id);
  double sum = 0.0;
  double of_gpus = 0.0;
  double lowest = infinite;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    const Region& region = regions[RegionIndex(i)];
    const double price = changing.empty() ? region.price.value(0) : changing[i].mean;
    sum += price;
    of_gpus += price * region.gpus;
    lowest = std::min(lowest, price);
  }
  facts.mean_price = sum / static_cast<double>(regions.size());
  facts.price_by_gpus = of_gpus / facts.gpus;
  facts.lowest_price = lowest;
}

void add_bandwidths(const WorldModel& model, const GeneratedWorld& world, WorldFacts& facts) {
  const auto& links = world.scenario.cluster.links();
  facts.mean_bandwidth = no_value;
  facts.lowest_bandwidth = no_value;
  if (links.size() == 0) return;
  std::vector<Moments> changing;
  if (!model.network.modulations.empty()) changing = bandwidth_moments(model, world.id);
  double sum = 0.0;
  double lowest = infinite;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const double bandwidth =
        changing.empty() ? links[LinkIndex(i)].bandwidth.value(0) : changing[i].mean;
    sum += bandwidth;
    lowest = std::min(lowest, bandwidth);
  }
  facts.mean_bandwidth = sum / static_cast<double>(links.size());
  facts.lowest_bandwidth = lowest;
}

}  // namespace

WorldFacts facts_of(const WorldModel& model, const GeneratedWorld& world) {
  WorldFacts facts;
  facts.gpus = world.scenario.cluster.total_gpus();
  // Plans for all worlds: one type, each of whose GPUs counts once.
  facts.reference_gpus =
      model.jobs.plans ? facts.gpus : reference_gpus(gpus_of(world.scenario.cluster.regions()));
  facts.largest_region = world.scenario.cluster.largest_region_gpus();
  add_jobs(world.scenario, facts);
  add_prices(model, world, facts);
  add_bandwidths(model, world, facts);
  return facts;
}

Registry<WorldSummaryInfo> world_summary_registry() {
  static constexpr Registry registry(summaries);
  return registry;
}

void summarise_world(const WorldModel& model, const GeneratedWorld& world, std::span<double> list) {
  const WorldFacts facts = facts_of(model, world);
  for (std::size_t i = 0; i < list.size(); ++i) list[i] = summaries[i].value(facts);
}

}  // namespace bacelab
