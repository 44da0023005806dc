#include "experiments/study/runnable_jobs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/workload/stage_counts.hpp"
#include "experiments/study/template_limits.hpp"
#include "experiments/worlds/capacity.hpp"

namespace bacelab {

const GpuType& gpu_of(const WorldModel& model, const RegionModel& region) {
  return region.gpu ? *region.gpu : model.gpu;
}

bool has_one_gpu_type(const WorldModel& model) {
  const auto& regions = model.regions.regions;
  return std::all_of(regions.begin(), regions.end(), [&](const RegionModel& region) {
    return are_same(gpu_of(model, region), gpu_of(model, regions.front()));
  });
}

namespace {

constexpr int too_many = std::numeric_limits<int>::max();

/// Of each region, the fewest stages of a template that its GPUs have the memory for, if they have
/// it for any.
std::vector<std::optional<int>> fewest_stages_of_regions(const WorldModel& model,
                                                         const Template& trained) {
  std::vector<std::optional<int>> fewest;
  const GpuType* last = nullptr;
  for (const RegionModel& region : model.regions.regions) {
    const GpuType& gpu = gpu_of(model, region);
    const bool is_as_last = last != nullptr && (last == &gpu || are_same(*last, gpu));
    fewest.push_back(is_as_last ? fewest.back() : fewest_stages(trained, gpu, model.pipeline));
    last = &gpu;
  }
  return fewest;
}

/// The GPUs with which each region has room for the fewest stages of a template that its GPUs have
/// the memory for; too many if they have it for none, or if no region can have so many.
std::vector<int> gpus_to_hold(const WorldModel& model, const Template& trained) {
  std::vector<int> needed;
  for (const std::optional<int>& stages : fewest_stages_of_regions(model, trained)) {
    const std::int64_t gpus = stages ? std::int64_t{*stages} * gpus_of_stage(trained) : too_many;
    needed.push_back(static_cast<int>(std::min<std::int64_t>(gpus, too_many)));
  }
  return needed;
}

/// Is there a region that may have as many GPUs as it needs?
bool may_fit(const std::vector<int>& needed, const std::vector<int>& most) {
  return !std::equal(most.begin(), most.end(), needed.begin(), std::less<int>());
}

/// A number of stages in words: of GPUs, if each has one.
std::string stages_text(int stages, int gpus_a_stage) {
  return gpus_a_stage == 1 ? fmt::format("{} GPUs", stages)
                           : fmt::format("{} stages of {} GPUs", stages, gpus_a_stage);
}

/// The templates but for one, with which more of a study may be read.
std::optional<config::Value> templates_without(const WorldModel& model, const Template& unfit) {
  std::vector<std::string> names;
  for (const Template& trained : *model.jobs.templates) {
    if (trained.name != unfit.name) names.push_back(trained.name);
  }
  return names.empty() ? std::nullopt : std::optional(config::to_value(names));
}

/// The fewest stages that some region has the memory for. Throws InputError if there are none.
int require_memory(const ConfigSection& jobs, const WorldModel& model, const Template& trained) {
  std::optional<int> fewest;
  for (const std::optional<int>& stages : fewest_stages_of_regions(model, trained)) {
    if (stages) fewest = std::min(*stages, fewest.value_or(*stages));
  }
  if (fewest) return *fewest;
  jobs.fail("templates",
            "'" + trained.name +
                "' can never run: no allowed number of stages fits into the memory of a GPU",
            "more stages (max_stages), smaller micro-batches or a GPU with more memory",
            templates_without(model, trained));
}

/// Can the template run in the worlds with the fewest GPUs?
void require_slots(const ConfigSection& jobs, const WorldModel& model, const Template& trained,
                   int fewest_stages) {
  const std::vector<int> gpus = fewest_gpus_of_regions(model.regions);
  const int g = gpus_of_stage(trained);
  const char* const remedy = "more GPUs, or one_region = \"redraw_job\" or \"redraw_world\"";
  if (has_one_gpu_type(model)) {
    int slots = 0;
    for (const int of_region : gpus) slots += of_region / g;
    if (fewest_stages <= slots) return;
    jobs.fail(
        "templates",
        fmt::format("'{}' needs at least {}, and the regions may have {}only {} together",
                    trained.name, stages_text(fewest_stages, g), g == 1 ? "" : "room for ", slots),
        remedy, templates_without(model, trained));
  }
  std::vector<RegionGpus> regions;
  for (std::size_t i = 0; i < gpus.size(); ++i) {
    regions.push_back({gpus[i], gpu_of(model, model.regions.regions[i])});
  }
  PipelineModel pipeline = model.pipeline;
  pipeline.best_stages = BestStages::compute;  // which needs no internal bandwidths
  if (make_stage_plan(trained, regions, pipeline)) return;
  jobs.fail("templates",
            fmt::format("'{}' may find too few GPUs with the memory for its stages: it needs at "
                        "least {}",
                        trained.name, stages_text(fewest_stages, g)),
            remedy, templates_without(model, trained));
}

std::string most_text(const WorldModel& model) {
  return fmt::format("{} GPUs", most_gpus_in_a_region(model.regions));
}

}  // namespace

void require_few_stages(const ConfigSection& jobs, const WorldModel& model) {
  const std::vector<int> most = most_gpus_of_regions(model.regions);
  for (const Template& trained : *model.jobs.templates) {
    const auto stages = too_many_stages(trained, model.pipeline.split, most);
    if (!stages) continue;
    jobs.fail("templates",
              fmt::format("'{}' may be cut into {} stages by pipeline.split = \"even\"",
                          trained.name, *stages),
              fmt::format("at most {} (max_stages)", TemplateLimits::even_stages));
  }
}

void require_gpus(WorldModel& model) {
  if (model.jobs.one_region != OneRegionRule::redraw_world) return;
  for (std::size_t i = 0; i < model.jobs.weights.size(); ++i) {
    if (model.jobs.weights[i] == 0.0) continue;
    std::vector<int> needed = gpus_to_hold(model, (*model.jobs.templates)[TemplateIndex(i)]);
    if (!has_one_gpu_type(model)) {
      model.regions.required_by_region.push_back(std::move(needed));
    } else if (needed.front() < too_many) {
      model.regions.required_gpus = std::max(model.regions.required_gpus, needed.front());
    }
  }
}

void require_runnable(const ConfigSection& jobs, const WorldModel& model) {
  const OneRegionRule rule = model.jobs.one_region;
  const std::vector<int> most = most_gpus_of_regions(model.regions);
  const Template* too_large = nullptr;  // the largest of these
  std::int64_t most_needed = 0;
  bool any_fits = false;
  for (std::size_t i = 0; i < model.jobs.weights.size(); ++i) {
    const Template& trained = (*model.jobs.templates)[TemplateIndex(i)];
    const int fewest = require_memory(jobs, model, trained);
    if (rule == OneRegionRule::any) require_slots(jobs, model, trained, fewest);
    if (model.jobs.weights[i] == 0.0) continue;
    const bool fits = may_fit(gpus_to_hold(model, trained), most);
    any_fits = any_fits || fits;
    const std::int64_t needed = std::int64_t{fewest} * gpus_of_stage(trained);
    if (fits || needed <= most_needed) continue;
    too_large = &trained;
    most_needed = needed;
  }
  if (rule == OneRegionRule::redraw_world && too_large != nullptr) {
    const int g = gpus_of_stage(*too_large);
    jobs.fail("one_region",
              fmt::format("'{}' needs at least {} in one region, and a region may have at most {}",
                          too_large->name, stages_text(require_memory(jobs, model, *too_large), g),
                          most_text(model)),
              "more GPUs in a region, smaller templates, or one_region = \"any\"");
  }
  if (rule == OneRegionRule::redraw_job && !any_fits) {
    jobs.fail("one_region",
              fmt::format("no template fits into a region of {}, the most that one may have",
                          most_text(model)),
              "more GPUs in a region, or one_region = \"any\"");
  }
}

}  // namespace bacelab
