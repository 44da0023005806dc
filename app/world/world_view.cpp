#include "app/world/world_view.hpp"

#include <utility>

#include "experiments/worlds/capacity.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {
namespace {

SeriesGroup prices(const WorldModel& model, const GeneratedWorld& world) {
  SeriesGroup group = {"Electricity price", "USD/kWh", 1.0, {}};
  const auto theory = price_moments(model, world.id);
  std::size_t i = 0;
  for (const Region& region : world.scenario.cluster.regions()) {
    group.series.push_back({region.name, &region.price, theory[i++]});
  }
  return group;
}

SeriesGroup seen_prices(const GeneratedWorld& world) {
  SeriesGroup group = {"Electricity price as the scheduler sees it", "USD/kWh", 1.0, {}};
  for (const Region& region : world.scenario.cluster.regions()) {
    if (region.observed_price) group.series.push_back({region.name, &*region.observed_price, {}});
  }
  return group;
}

SeriesGroup capacities(const WorldModel& model, const GeneratedWorld& world) {
  SeriesGroup group = {"Usable GPUs", "", 1.0, {}};
  for (const Region& region : world.scenario.cluster.regions()) {
    if (!region.capacity) continue;
    group.series.push_back(
        {region.name, &*region.capacity, capacity_moments(region.gpus, *model.regions.outages)});
  }
  return group;
}

std::string link_name(const Scenario& world, const Link& link) {
  const auto& regions = world.cluster.regions();
  return regions[link.a].name + " - " + regions[link.b].name;
}

SeriesGroup bandwidths(const WorldModel& model, const GeneratedWorld& world) {
  SeriesGroup group = {"Bandwidth", "Gbit/s", 1e9, {}};
  const auto theory = bandwidth_moments(model, world.id);
  std::size_t i = 0;
  for (const Link& link : world.scenario.cluster.links()) {
    group.series.push_back({link_name(world.scenario, link), &link.bandwidth, theory[i++]});
  }
  return group;
}

SeriesGroup seen_bandwidths(const GeneratedWorld& world) {
  SeriesGroup group = {"Bandwidth as the scheduler sees it", "Gbit/s", 1e9, {}};
  for (const Link& link : world.scenario.cluster.links()) {
    if (!link.observed_bandwidth) continue;
    group.series.push_back({link_name(world.scenario, link), &*link.observed_bandwidth, {}});
  }
  return group;
}

ShownJobs jobs_of(const WorldModel& model, const GeneratedWorld& world) {
  ShownJobs shown;
  const TemplateSet& templates = *model.jobs.templates;
  for (const Template& trained : templates.templates()) {
    shown.templates.emplace_back(trained.name, 0);
  }
  for (const Job& job : world.scenario.jobs) {
    const JobKind kind = {templates[job.model], *templates.plan(job.model)};
    shown.arrivals_s.push_back(job.arrival_s);
    shown.ideal_hours.push_back(job.iterations * kind.plan.ideal_iteration_s() / 3600.0);
    shown.mean_ideal_hours += model.jobs.work->mean_seconds(kind) / 3600.0;
    ++shown.templates[job.model.value()].second;
  }
  shown.mean_ideal_hours /= static_cast<double>(shown.ideal_hours.size());
  shown.arrivals = model.jobs.arrivals->theory(arrival_context(model, world.id));
  return shown;
}

}  // namespace

WorldView view_of(const WorldModel& model, const GeneratedWorld& world) {
  WorldView view;
  for (SeriesGroup group : {prices(model, world), seen_prices(world), bandwidths(model, world),
                            seen_bandwidths(world), capacities(model, world)}) {
    if (!group.series.empty()) view.groups.push_back(std::move(group));
  }
  view.jobs = jobs_of(model, world);
  return view;
}

}  // namespace bacelab
