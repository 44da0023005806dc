#include "experiments/worlds/generate.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/worlds/capacity.hpp"
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

/// A world while it is made: its regions, and the plans of the templates on them.
struct Ground {
  Table<RegionIndex, Region> regions;
  int largest_region = 0;  // GPUs
  std::shared_ptr<const TemplateSet> plans;
  double gpus = 0.0;  // of all regions, as many of the reference type
};

/// Throws NoWorldFound unless jobs of every template can run.
void require_plans(const JobsModel& jobs, const TemplateSet& plans) {
  for (std::size_t i = 0; i < jobs.weights.size(); ++i) {
    const TemplateIndex model(i);
    if (jobs.weights[i] == 0.0 || plans.plan(model)) continue;
    throw NoWorldFound("no job of template '" + plans[model].name +
                       "' can run in this world: the regions whose GPUs have the memory for its "
                       "stages have too few of them");
  }
}

Ground make_ground(const WorldModel& model, const Capacity& capacity, const WorldId& id) {
  Ground ground = {make_regions(model, capacity.gpus, id), capacity.largest(), model.jobs.plans,
                   static_cast<double>(capacity.total())};
  if (ground.plans) return ground;
  const std::vector<RegionGpus> gpus = gpus_of(ground.regions);
  ground.plans = std::make_shared<const TemplateSet>(model.jobs.templates, gpus, model.pipeline);
  ground.gpus = reference_gpus(gpus);
  if (model.jobs.one_region != OneRegionRule::redraw_job) require_plans(model.jobs, *ground.plans);
  return ground;
}

bool fits_one_region(const Ground& ground, TemplateIndex model) {
  if (!ground.plans->plan(model)) return false;
  const StagePlan& plan = *ground.plans->plan(model);
  const int g = plan.gpus_of_stage();
  if (plan.is_held_everywhere()) return plan.k_min() <= ground.largest_region / g;
  for (RegionIndex region; region < ground.regions.end_index(); ++region) {
    const StageOption* fewest = plan.smallest(region);
    if (fewest != nullptr && fewest->stages <= ground.regions[region].gpus / g) return true;
  }
  return false;
}

std::vector<TemplateIndex> traced_templates(const JobsModel& jobs, const WorldId& id) {
  std::vector<TemplateIndex> templates;
  templates.reserve(jobs.count);
  for (const ReplayedJob& job : jobs.traced->jobs(id, jobs.count)) {
    templates.push_back(jobs.traced_models[jobs.traced->trace().jobs[job.row].model]);
  }
  return templates;
}

/// The template of each job, under `redraw_job` drawn again until it fits into a region.
std::vector<TemplateIndex> draw_templates(const JobsModel& jobs, const Ground& ground,
                                          const WorldId& id, std::int64_t& redraws) {
  if (jobs.traced) return traced_templates(jobs, id);
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
      if (jobs.one_region != OneRegionRule::redraw_job || fits_one_region(ground, model)) {
        drawn.push_back(model);
        break;
      }
      if (++redraws > max_redraws) {
        throw NoWorldFound("no world was found in which every job fits into one region, after " +
                           std::to_string(max_redraws) + " redraws");
      }
      ++attempt.attempt;
      stream = RandomStream(attempt, "templates");
    }
  }
  return drawn;
}

JobKind kind_of(const Ground& ground, TemplateIndex model) {
  return {(*ground.plans)[model], *ground.plans->plan(model)};
}

/// Mean over the mix of GPUs times seconds of a job at its best stage count without transfers. A
/// one-region rule excludes templates that don't fit from the mix.
double mean_gpu_seconds(const JobsModel& jobs, const Ground& ground) {
  double gpu_seconds = 0.0;
  double weights = 0.0;
  for (std::size_t i = 0; i < jobs.weights.size(); ++i) {
    const TemplateIndex model(i);
    if (jobs.one_region != OneRegionRule::any && !fits_one_region(ground, model)) {
      continue;
    }
    const JobKind kind = kind_of(ground, model);
    const double gpus = 1.0 * kind.plan.best().stages * kind.plan.gpus_of_stage();
    gpu_seconds += jobs.weights[i] * gpus * jobs.work->mean_seconds(kind);
    weights += jobs.weights[i];
  }
  return gpu_seconds / weights;
}

ArrivalContext arrival_context(const WorldModel& model, const Ground& ground, const WorldId& id) {
  return {id, ground.gpus, mean_gpu_seconds(model.jobs, ground), start_hour_of(model, id)};
}

Table<JobIndex, Job> make_jobs(const JobsModel& model, const Ground& ground,
                               const std::vector<TemplateIndex>& templates,
                               const ArrivalContext& context) {
  const std::vector<double> arrivals = model.arrivals->times(context, model.count);
  const RandomStream work(context.world, "work");
  std::vector<Job> jobs;
  jobs.reserve(model.count);
  const TraceReplay* const replay = model.work->replay();
  const auto recorded =
      replay == nullptr ? std::vector<ReplayedJob>() : replay->jobs(context.world, model.count);
  for (std::uint32_t i = 0; i < model.count; ++i) {
    const std::uint32_t position = replay == nullptr ? i : recorded[i].row;
    const double iterations = model.work->iterations(kind_of(ground, templates[i]), work, position);
    jobs.push_back({static_cast<std::int64_t>(i), templates[i], arrivals[i], iterations});
  }
  return Table<JobIndex, Job>(std::move(jobs));
}

}  // namespace

GeneratedWorld generate_world(const WorldModel& model, const WorldId& id) {
  const Capacity capacity = draw_capacity(model.regions, id);
  std::int64_t redraws = capacity.redraws;
  Ground ground = make_ground(model, capacity, id);
  const auto templates = draw_templates(model.jobs, ground, id, redraws);
  auto jobs = make_jobs(model.jobs, ground, templates, arrival_context(model, ground, id));
  Cluster cluster(std::move(ground.regions), make_links(model, id), model.network.topology);
  const auto horizon_s = has_changing_series(model) ? std::optional(model.horizon_s) : std::nullopt;
  return {Scenario{model.pipeline, std::move(cluster), std::move(ground.plans), std::move(jobs),
                   model.jobs.warmup_jobs, horizon_s},
          redraws, id};
}

std::shared_ptr<const TemplateSet> plans_of(const WorldModel& model, const WorldId& id) {
  if (model.jobs.plans) return model.jobs.plans;
  return make_ground(model, draw_capacity(model.regions, id), id).plans;
}

ArrivalContext arrival_context(const WorldModel& model, const WorldId& id) {
  return arrival_context(model, make_ground(model, draw_capacity(model.regions, id), id), id);
}

std::optional<OfferedLoad> offered_load(const WorldModel& model, const ArrivalContext& context) {
  const auto per_second = model.jobs.arrivals->theory(context).per_second;
  if (!per_second) return std::nullopt;
  return OfferedLoad{*per_second * context.mean_gpu_seconds, context.gpus};
}

}  // namespace bacelab
