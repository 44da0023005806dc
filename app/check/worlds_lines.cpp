#include "app/check/worlds_lines.hpp"

#include <fmt/format.h>

#include "experiments/study/runnable_jobs.hpp"
#include "experiments/worlds/capacity.hpp"
#include "experiments/worlds/generate.hpp"

namespace bacelab {

std::vector<std::string> capacity_lines(const RegionsModel& regions) {
  const CapacityCondition condition = condition_of(regions);
  if (condition.kept == 1.0) return {};
  return {fmt::format("{:.4g} % of the draws have a region of {} GPUs and are kept",
                      100.0 * condition.kept, regions.required_gpus),
          fmt::format("{:.4g} GPUs on average as drawn, {:.4g} as kept (jobs.one_region)",
                      condition.mean_drawn_gpus, condition.mean_kept_gpus)};
}

std::vector<std::string> load_lines(const Study& study) {
  const ArrivalContext context = arrival_context(study.world, world_id(study, 0, 0));
  const auto offered = offered_load(study.world, context);
  if (!offered) return {};
  std::vector<std::string> lines = {
      fmt::format("{:.4g} offered: {:.4g} GPU-hours an hour over the {:g} GPUs", offered->load(),
                  offered->gpu_hours_per_hour, offered->gpus)};
  lines[0] += " of the first world";
  if (!has_one_gpu_type(study.world)) {
    lines.emplace_back("GPUs are counted by their speed (docs/MODEL.md, 10)");
  }
  if (offered->load() >= 1.0) {
    lines.emplace_back("the GPUs cannot keep up: the queue grows as long as jobs arrive");
  }
  return lines;
}

}  // namespace bacelab
