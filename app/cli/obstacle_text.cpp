#include "app/cli/obstacle_text.hpp"

#include <fmt/format.h>

#include "experiments/text/words.hpp"
#include "experiments/worlds/capacity.hpp"

namespace bacelab {
namespace {

constexpr std::size_t longest_template_name = 40;

/// "96 GPUs", "12 stages of 8 GPUs".
std::string needed(const Obstacle& obstacle) {
  const auto stages = static_cast<std::size_t>(obstacle.stages);
  if (obstacle.gpus_of_stage == 1) return counted(stages, "GPU");
  return fmt::format("{} of {} GPUs", counted(stages, "stage"), obstacle.gpus_of_stage);
}

/// What there is of these: "64", "room for 8".
std::string offered(const Obstacle& obstacle) {
  return obstacle.gpus_of_stage == 1 ? fmt::format("{}", obstacle.slots)
                                     : fmt::format("room for {}", obstacle.slots);
}

std::string end_text(const Obstacle& obstacle) {
  return fmt::format("after hour {:.4g}", obstacle.end_s / seconds_per_hour);
}

std::string gpus_text(const Obstacle& obstacle) {
  switch (obstacle.limit) {
    case Limit::region_gpus:
      return fmt::format("it needs {} in one region, the largest has {}", needed(obstacle),
                         offered(obstacle));
    case Limit::region_memory:
      return fmt::format(
          "it needs {} in one region, and none that has them has the memory for its stages",
          needed(obstacle));
    case Limit::region_outage:
      return fmt::format("it needs {} in one region, and {} outages leave no more than {}",
                         needed(obstacle), end_text(obstacle), offered(obstacle));
    case Limit::outage:
      return fmt::format("it needs {}, and {} outages leave {} in all regions", needed(obstacle),
                         end_text(obstacle), offered(obstacle));
    default:
      return fmt::format("it needs {} in regions that links connect, and such regions have {}",
                         needed(obstacle), offered(obstacle));
  }
}

/// "jobs.one_region" where drawing again would help, otherwise the numbers of GPUs.
std::string remedy_of_region(const Obstacle& obstacle, const WorldModel& model) {
  const bool may_fit =
      most_gpus_in_a_region(model.regions) >= obstacle.stages * obstacle.gpus_of_stage;
  return model.jobs.one_region == OneRegionRule::any && may_fit
             ? "see jobs.one_region = \"redraw_world\""
             : "see regions.gpus_from, region.NAME.gpus and jobs.templates";
}

std::string remedy_of_link(const WorldModel& model) {
  return model.network.modulations.empty() ? "see network.scale and the bandwidths of [network]"
                                           : "see network.outages and study.horizon_hours";
}

}  // namespace

std::string obstacle_text(const Obstacle& obstacle) {
  const std::string job =
      fmt::format("job {} ({})", obstacle.job, shortened(obstacle.model, longest_template_name));
  switch (obstacle.limit) {
    case Limit::dead_link:
      return fmt::format("started {}, which waits for ever: its link {} has no bandwidth {}", job,
                         obstacle.link, end_text(obstacle));
    case Limit::no_decision:
      return fmt::format("starts none of the {} that wait, {} the first, while no job runs",
                         counted(obstacle.waiting, "job"), job);
    case Limit::unknown:
      return fmt::format(
          "leaves {} unserved; none of the simple limits (GPUs, memory, links) is "
          "why",
          job);
    default:
      return fmt::format("can't place {}: {}", job, gpus_text(obstacle));
  }
}

std::string obstacle_remedy(const Obstacle& obstacle, const WorldModel& model) {
  switch (obstacle.limit) {
    case Limit::region_gpus:
      return remedy_of_region(obstacle, model);
    case Limit::region_memory:
      return "see region.NAME.gpu, gpu_types.NAME.memory_bytes and jobs.templates";
    case Limit::region_outage:
    case Limit::outage:
      return obstacle.by_fraction ? "see the policy's min_stage_fraction and regions.outages"
                                  : "see regions.outages and study.horizon_hours";
    case Limit::unlinked:
      return "see network.link_probability, network.missing_links and network.scale";
    case Limit::dead_link:
      return remedy_of_link(model);
    case Limit::no_decision:
      return "its code must start a job when nothing else happens";
    case Limit::unknown:
      break;
  }
  return "";
}

}  // namespace bacelab
