#include "app/world/world_view.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "experiments/worlds/inputs/price_table.hpp"
#include "experiments/worlds/world_series.hpp"

namespace bacelab {

SeriesSummary summary_of(const Series& series, double end_s) {
  SeriesSummary summary;
  summary.least = summary.most = series.value(0);
  double squares = 0.0;
  for (std::size_t i = 0; series.has(i) && series.time(i) < end_s; ++i) {
    const double until = series.has(i + 1) ? std::min(series.time(i + 1), end_s) : end_s;
    const double weight = (until - series.time(i)) / end_s;
    const double value = series.value(i);
    // West 1979: stable if the deviation is small compared with the mean.
    const double seen = series.time(i) / end_s;
    const double step = value - summary.mean;
    summary.mean += step * weight / (seen + weight);
    squares += step * step * seen * weight / (seen + weight);
    summary.least = std::min(summary.least, value);
    summary.most = std::max(summary.most, value);
  }
  summary.deviation = std::sqrt(squares);
  return summary;
}

std::vector<double> means_of_parts(const Series& series, double end_s, std::size_t parts) {
  const double length = end_s / static_cast<double>(parts);
  std::vector<double> means;
  for (std::size_t i = 0; i < parts; ++i) {
    const double from = length * static_cast<double>(i);
    means.push_back(series.integral(from, from + length) / length);
  }
  return means;
}

std::vector<double> counts_of_parts(const std::vector<double>& times_s, double end_s,
                                    std::size_t parts) {
  std::vector<double> counts(parts, 0.0);
  for (const double t : times_s) {
    if (t >= end_s) continue;
    const auto part = static_cast<std::size_t>(t / end_s * static_cast<double>(parts));
    ++counts[std::min(part, parts - 1)];
  }
  return counts;
}

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
  const TemplateSet& templates = *world.scenario.templates;
  for (const Template& trained : templates.templates()) {
    shown.templates.emplace_back(trained.name, 0);
  }
  for (const Job& job : world.scenario.jobs) {
    const JobKind kind = {templates[job.model], *templates.plan(job.model)};
    shown.arrivals_s.push_back(job.arrival_s);
    shown.ideal_hours.push_back(job.iterations * kind.plan.ideal_iteration_s() / 3600.0);
    shown.mean_gpu_hours +=
        shown.ideal_hours.back() * kind.plan.best().stages * kind.plan.gpus_of_stage();
    shown.mean_ideal_hours += model.jobs.work->mean_seconds(kind) / 3600.0;
    ++shown.templates[job.model.value()].second;
  }
  shown.mean_ideal_hours /= static_cast<double>(shown.ideal_hours.size());
  shown.mean_gpu_hours /= static_cast<double>(shown.ideal_hours.size());
  const ArrivalContext context = arrival_context(model, world.id);
  shown.gpus = context.gpus;
  shown.arrivals = model.jobs.arrivals->theory(context);
  if (const auto offered = offered_load(model, context)) shown.load = offered->load();
  return shown;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double gap_variation(const std::vector<double>& times_s, double mean_s) {
  double squares = 0.0;
  for (std::size_t i = 1; i < times_s.size(); ++i) {
    const double longer = times_s[i] - times_s[i - 1] - mean_s;
    squares += longer * longer;
  }
  return std::sqrt(squares / static_cast<double>(times_s.size() - 1)) / mean_s;
}

}  // namespace

WorldView view_of(const WorldModel& model, const GeneratedWorld& world) {
  WorldView view;
  for (SeriesGroup group : {prices(model, world), seen_prices(world), bandwidths(model, world),
                            seen_bandwidths(world), capacities(model, world)}) {
    if (!group.series.empty()) view.groups.push_back(std::move(group));
  }
  view.jobs = jobs_of(model, world);
  if (model.calendar) view.start_utc = utc_hour_text(model.calendar->start(world.id));
  return view;
}

JobStatistics statistics_of(const ShownJobs& jobs) {
  JobStatistics statistics = {{}, {}, mean_of(jobs.ideal_hours), {}};
  const double time_s = jobs.arrivals_s.back() - jobs.arrivals_s.front();
  if (!(time_s > 0.0)) return statistics;
  const double gap_s = time_s / static_cast<double>(jobs.arrivals_s.size() - 1);
  statistics.per_hour = 3600.0 / gap_s;
  statistics.gap_variation = gap_variation(jobs.arrivals_s, gap_s);
  statistics.load = *statistics.per_hour * jobs.mean_gpu_hours / jobs.gpus;
  return statistics;
}

}  // namespace bacelab
