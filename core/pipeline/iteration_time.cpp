#include "core/pipeline/iteration_time.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "core/contract.hpp"

namespace bacelab {
namespace {

constexpr auto all_schedules = std::to_array<NamedSchedule>({
    {"overlapped", Schedule::overlapped, "enough micro-batches in flight to hide transfers"},
    {"gpipe", Schedule::gpipe, "all forward passes, then all backward passes"},
    {"one_f_one_b", Schedule::one_f_one_b,
     "one forward, one backward pass in turn; extra_warmup hides transfers"},
});

/// Z: the largest, over runs of boundaries i..j, of the time that a micro-batch needs once around
/// (the stages at both ends and between, and all transfers twice), over the micro-batches that are
/// under way there.
double slowest_cycle(int extra_warmup, std::span<const StageGroup> groups,
                     std::span<const Boundary> boundaries) {
  double slowest = 0.0;
  for (std::size_t i = 0; i < boundaries.size(); ++i) {
    int stages_between = 0;
    double computing_between = 0.0;
    double transfers = 0.0;
    for (std::size_t j = i; j < boundaries.size(); ++j) {
      transfers += boundaries[j].transfer_s + boundaries[j].delay_s;
      const double computing =
          groups[i].stage_time_s + computing_between + groups[j + 1].stage_time_s;
      const int in_flight = 2 + stages_between + static_cast<int>(j - i + 1) * extra_warmup;
      slowest = std::max(slowest, (computing + 2.0 * transfers) / in_flight);
      stages_between += groups[j + 1].stages;
      computing_between += groups[j + 1].stages * groups[j + 1].stage_time_s;
    }
  }
  return slowest;
}

/// Time that each further micro-batch adds to the iteration.
double cadence(const PipelineModel& pipeline, double slowest_stage, double slowest_transfer,
               double forward_share, std::span<const StageGroup> groups,
               std::span<const Boundary> boundaries) {
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return std::max(slowest_stage, slowest_transfer);
    case Schedule::gpipe:
      return std::max(forward_share * slowest_stage, slowest_transfer) +
             std::max((1.0 - forward_share) * slowest_stage, slowest_transfer);
    case Schedule::one_f_one_b:
      return std::max({slowest_stage, slowest_transfer,
                       slowest_cycle(pipeline.extra_warmup, groups, boundaries)});
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

Registry<NamedSchedule> schedules() {
  static constexpr Registry registry(all_schedules);
  return registry;
}

std::string_view name_of(Schedule schedule) {
  return all_schedules[static_cast<std::size_t>(schedule)].name;
}

int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches) {
  BACELAB_EXPECTS(stages >= 1 && micro_batches >= 1 && pipeline.extra_warmup >= 0);
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return std::min(micro_batches, 2 * stages);
    case Schedule::gpipe:
      return micro_batches;
    case Schedule::one_f_one_b:
      return std::min(micro_batches, stages + pipeline.extra_warmup);
  }
  return micro_batches;
}

double iteration_time(const PipelineModel& pipeline, std::span<const StageGroup> groups,
                      std::span<const Boundary> boundaries, const MicroBatches& micro_batches) {
  BACELAB_EXPECTS(groups.size() == boundaries.size() + 1);
  BACELAB_EXPECTS(micro_batches.count >= 1);
  BACELAB_EXPECTS(0.0 <= micro_batches.forward_share && micro_batches.forward_share <= 1.0);
  BACELAB_EXPECTS(pipeline.extra_warmup >= 0);
  double computing = 0.0;
  double slowest_stage = 0.0;
  for (const StageGroup& group : groups) {
    BACELAB_EXPECTS(group.stages >= 1 && group.stage_time_s >= 0.0);
    computing += group.stages * group.stage_time_s;
    slowest_stage = std::max(slowest_stage, group.stage_time_s);
  }
  double transfers = 0.0;
  double slowest_transfer = 0.0;
  for (const Boundary& boundary : boundaries) {
    BACELAB_EXPECTS(boundary.transfer_s >= 0.0 && boundary.delay_s >= 0.0);
    transfers += boundary.transfer_s + boundary.delay_s;
    slowest_transfer = std::max(slowest_transfer, boundary.transfer_s);
  }
  if (transfers == std::numeric_limits<double>::infinity()) return transfers;
  return computing + 2.0 * transfers +
         (micro_batches.count - 1) * cadence(pipeline, slowest_stage, slowest_transfer,
                                             micro_batches.forward_share, groups, boundaries);
}

double bandwidth_demand(Schedule schedule, double bytes, double stage_time_s,
                        double forward_share) {
  BACELAB_EXPECTS(bytes >= 0.0 && stage_time_s > 0.0);
  BACELAB_EXPECTS(0.0 < forward_share && forward_share < 1.0);
  const double hiding = schedule == Schedule::gpipe
                            ? std::min(forward_share, 1.0 - forward_share) * stage_time_s
                            : stage_time_s;
  return 8.0 * bytes / hiding;
}

}  // namespace bacelab
