#include "experiments/worlds/generate.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <utility>

#include "experiments/worlds/world_series.hpp"

namespace bacelab {
namespace {

/// The index of the part of (0, 1) that contains a uniform number; the parts are the weights.
std::size_t pick(const std::vector<double>& weights, double uniform) {
  double below = 0.0;
  for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
    below += weights[i];
    if (uniform < below) return i;
  }
  return weights.size() - 1;
}

std::vector<int> draw_gpus(const RegionsModel& model, const WorldId& id) {
  std::vector<int> gpus;
  for (const RegionModel& region : model.regions) {
    if (region.gpus) {
      gpus.push_back(*region.gpus);
      continue;
    }
    const double uniform = RandomStream(id, "gpus", region.name).uniform(0);
    const auto choices = model.gpu_choices.size();
    const auto choice = static_cast<std::size_t>(uniform * static_cast<double>(choices));
    gpus.push_back(model.gpu_choices[std::min(choice, choices - 1)]);
  }
  return gpus;
}

bool fits_one_region(const JobsModel& jobs, TemplateIndex model, int largest_region) {
  return jobs.templates->plan(model)->k_min() <= largest_region;
}

/// The templates of recorded jobs; empty if a job fits into no region.
std::optional<std::vector<TemplateIndex>> traced_templates(const JobsModel& jobs,
                                                           int largest_region, const WorldId& id) {
  const TraceReplay::Start start = jobs.traced->start(id);
  std::vector<TemplateIndex> templates;
  for (std::size_t job = 0; job < jobs.count; ++job) {
    const TracedJob& recorded = jobs.traced->trace().jobs[jobs.traced->row(start, job)];
    const TemplateIndex model = jobs.traced_models[recorded.model];
    if (jobs.one_region != OneRegionRule::any && !fits_one_region(jobs, model, largest_region)) {
      return std::nullopt;
    }
    templates.push_back(model);
  }
  return templates;
}

/// The template of each job; empty if a job fits into no region and may not be redrawn.
std::optional<std::vector<TemplateIndex>> draw_templates(const JobsModel& jobs, int largest_region,
                                                         const WorldId& id, std::int64_t& redraws) {
  if (jobs.traced) return traced_templates(jobs, largest_region, id);
  std::vector<TemplateIndex> drawn;
  drawn.reserve(jobs.count);
  const RandomStream first_attempt(id, "templates");
  for (std::uint32_t job = 0; job < jobs.count; ++job) {
    WorldId attempt = id;
    RandomStream stream = first_attempt;
    for (;;) {
      // With a single template nothing has to be drawn.
      const TemplateIndex model(jobs.weights.size() == 1 ? 0
                                                         : pick(jobs.weights, stream.uniform(job)));
      if (jobs.one_region == OneRegionRule::any || fits_one_region(jobs, model, largest_region)) {
        drawn.push_back(model);
        break;
      }
      if (jobs.one_region == OneRegionRule::redraw_world) return std::nullopt;
      if (++redraws > max_redraws) return std::nullopt;
      ++attempt.attempt;
      stream = RandomStream(attempt, "templates");
    }
  }
  return drawn;
}

JobKind kind_of(const JobsModel& jobs, TemplateIndex model) {
  return {(*jobs.templates)[model], *jobs.templates->plan(model)};
}

/// Mean over the mix of GPUs times seconds of a job at its best stage count without transfers. A
/// one-region rule excludes templates that don't fit from the mix.
double mean_gpu_seconds(const JobsModel& jobs, int largest_region) {
  double gpu_seconds = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < jobs.weights.size(); ++i) {
    const TemplateIndex model(i);
    if (jobs.one_region != OneRegionRule::any && !fits_one_region(jobs, model, largest_region)) {
      continue;
    }
    const JobKind kind = kind_of(jobs, model);
    gpu_seconds += jobs.weights[i] * kind.plan.best().stages * jobs.work->mean_seconds(kind);
    weights += jobs.weights[i];
  }
  return gpu_seconds / weights;
}

ArrivalContext arrival_context(const WorldModel& model, const std::vector<int>& gpus,
                               const WorldId& id) {
  const int total = std::accumulate(gpus.begin(), gpus.end(), 0);
  const int largest = *std::max_element(gpus.begin(), gpus.end());
  return {id, total, mean_gpu_seconds(model.jobs, largest), model.start_hour_utc};
}

Table<JobIndex, Job> make_jobs(const JobsModel& model, const std::vector<TemplateIndex>& templates,
                               const ArrivalContext& context) {
  const std::vector<double> arrivals = model.arrivals->times(context, model.count);
  const RandomStream work(context.world, "work");
  std::vector<Job> jobs;
  jobs.reserve(model.count);
  const TraceReplay* const replay = model.work->replay();
  const auto start = replay == nullptr ? TraceReplay::Start() : replay->start(context.world);
  for (std::uint32_t i = 0; i < model.count; ++i) {
    const auto position = replay == nullptr ? i : static_cast<std::uint32_t>(replay->row(start, i));
    const double iterations = model.work->iterations(kind_of(model, templates[i]), work, position);
    jobs.push_back({static_cast<std::int64_t>(i), templates[i], arrivals[i], iterations});
  }
  return Table<JobIndex, Job>(std::move(jobs));
}

/// One attempt; empty if the one-region rule refuses the world.
std::optional<Scenario> attempt_world(const WorldModel& model, const WorldId& id,
                                      std::int64_t& redraws) {
  const std::vector<int> gpus = draw_gpus(model.regions, id);
  const int largest = *std::max_element(gpus.begin(), gpus.end());
  const auto templates = draw_templates(model.jobs, largest, id, redraws);
  if (!templates) return std::nullopt;
  Cluster cluster(make_regions(model, gpus, id), make_links(model, id), model.network.topology);
  auto jobs = make_jobs(model.jobs, *templates, arrival_context(model, gpus, id));
  const auto horizon_s = has_changing_series(model) ? std::optional(model.horizon_s) : std::nullopt;
  return Scenario{model.pipeline,  std::move(cluster),     model.jobs.templates,
                  std::move(jobs), model.jobs.warmup_jobs, horizon_s};
}

}  // namespace

GeneratedWorld generate_world(const WorldModel& model, const WorldId& id) {
  std::int64_t redraws = 0;
  WorldId attempt = id;
  while (redraws <= max_redraws) {
    auto scenario = attempt_world(model, attempt, redraws);
    if (scenario) return {std::move(*scenario), redraws, attempt};
    if (model.jobs.one_region == OneRegionRule::redraw_job) break;
    ++redraws;
    ++attempt.attempt;
  }
  throw NoWorldFound("no world was found in which every job fits into one region, after " +
                     std::to_string(max_redraws) + " redraws");
}

ArrivalContext arrival_context(const WorldModel& model, const WorldId& id) {
  return arrival_context(model, draw_gpus(model.regions, id), id);
}

}  // namespace bacelab
