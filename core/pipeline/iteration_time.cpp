#include "core/pipeline/iteration_time.hpp"

#include <algorithm>
#include <limits>

#include "core/contract.hpp"

namespace bacelab {
namespace {

/// What a cycle over a run of stages takes: `of_all` times the computing of all of them, and
/// `of_first` times that of the first, besides the transfers.
struct CycleWeights {
  double of_all = 1.0;
  double of_first = 0.0;
};

CycleWeights cycle_weights(Schedule schedule, double weight_gradient_share) {
  // Under zero_bubble only the first stage of a run computes its weight gradient in the cycle.
  if (schedule != Schedule::zero_bubble) return {};
  return {(1.0 + weight_gradient_share) / 2.0, (1.0 - weight_gradient_share) / 2.0};
}

/// Part of a run: stages that follow each other, with the boundaries between them.
struct Stretch {
  int stages = 0;
  double computing_s = 0.0;
  double transfers_s = 0.0;
};

Stretch stretch_of(const StageGroup& group, int stages) {
  return {stages, stages * group.stage_time_s, (stages - 1) * group.internal_transfer_s};
}

/// The most stages of a group at the end of a run that can make its cycle the slowest; the fewest
/// is one, and nothing between: the time of a cycle is monotone in their number. Without internal
/// transfers it is one too, since each further stage adds no more than its own time.
int most_at_an_end(const StageGroup& group) {
  return group.internal_transfer_s > 0.0 ? group.stages : 1;
}

/// Z: the largest, over runs of boundaries i..j, of the time that a micro-batch needs once around
/// (the stages at both ends and between, and all transfers twice), over the micro-batches that are
/// under way there: one a stage, and `extra_warmup` more for each WAN boundary.
double slowest_cycle(int extra_warmup, const CycleWeights& weights,
                     std::span<const StageGroup> groups, std::span<const Boundary> boundaries) {
  double slowest = 0.0;
  const auto consider = [&](double first_s, double computing_s, double transfers_s, int in_flight) {
    const double computing = weights.of_first == 0.0
                                 ? computing_s
                                 : weights.of_all * computing_s + weights.of_first * first_s;
    slowest = std::max(slowest, (computing + 2.0 * transfers_s) / in_flight);
  };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const StageGroup& first = groups[i];
    if (first.stages > 1 && first.internal_transfer_s > 0.0) {
      for (const int stages : {2, first.stages}) {
        const Stretch one = stretch_of(first, stages);
        consider(first.stage_time_s, one.computing_s, one.transfers_s, stages);
      }
    }
    Stretch between;
    double links = 0.0;
    for (std::size_t j = i; j < boundaries.size(); ++j) {
      links += boundaries[j].transfer_s + boundaries[j].delay_s;
      const StageGroup& last = groups[j + 1];
      const int extra = static_cast<int>(j - i + 1) * extra_warmup;
      for (int from_first = 1;; from_first = most_at_an_end(first)) {
        const Stretch head = stretch_of(first, from_first);
        for (int from_last = 1;; from_last = most_at_an_end(last)) {
          const Stretch tail = stretch_of(last, from_last);
          consider(first.stage_time_s, head.computing_s + between.computing_s + tail.computing_s,
                   links + (head.transfers_s + between.transfers_s + tail.transfers_s),
                   head.stages + between.stages + tail.stages + extra);
          if (from_last == most_at_an_end(last)) break;
        }
        if (from_first == most_at_an_end(first)) break;
      }
      const Stretch whole = stretch_of(last, last.stages);
      between.stages += whole.stages;
      between.computing_s += whole.computing_s;
      between.transfers_s += whole.transfers_s;
    }
  }
  return slowest;
}

/// What a path adds up to, and its slowest parts.
struct PathTimes {
  double computing_s = 0.0;         // C
  double slowest_stage_s = 0.0;     // c
  double links_s = 0.0;             // Y
  double internal_s = 0.0;          // I
  double slowest_transfer_s = 0.0;  // X
  double gradients_s = 0.0;         // R
};

inline PathTimes times_of(std::span<const StageGroup> groups,
                          std::span<const Boundary> boundaries) {
  PathTimes path;
  for (const StageGroup& group : groups) {
    BACELAB_EXPECTS(group.stages >= 1 && group.stage_time_s >= 0.0);
    BACELAB_EXPECTS(group.internal_transfer_s >= 0.0 && group.gradients_s >= 0.0);
    path.computing_s += group.stages * group.stage_time_s;
    path.slowest_stage_s = std::max(path.slowest_stage_s, group.stage_time_s);
    if (group.internal_transfer_s + group.gradients_s == 0.0) continue;
    path.gradients_s = std::max(path.gradients_s, group.gradients_s);
    if (group.stages == 1) continue;
    path.internal_s += (group.stages - 1) * group.internal_transfer_s;
    path.slowest_transfer_s = std::max(path.slowest_transfer_s, group.internal_transfer_s);
  }
  for (const Boundary& boundary : boundaries) {
    BACELAB_EXPECTS(boundary.transfer_s >= 0.0 && boundary.delay_s >= 0.0);
    path.links_s += boundary.transfer_s + boundary.delay_s;
    path.slowest_transfer_s = std::max(path.slowest_transfer_s, boundary.transfer_s);
  }
  return path;
}

}  // namespace

double iteration_time(const PipelineModel& pipeline, std::span<const StageGroup> groups,
                      std::span<const Boundary> boundaries, const MicroBatches& micro_batches) {
  BACELAB_EXPECTS(groups.size() == boundaries.size() + 1);
  BACELAB_EXPECTS(micro_batches.count >= 1 && pipeline.extra_warmup >= 0);
  const double phi = micro_batches.forward_share;
  const double omega = micro_batches.weight_gradient_share;
  BACELAB_EXPECTS(0.0 <= phi && phi <= 1.0 && 0.0 <= omega && omega <= 1.0);
  const PathTimes path = times_of(groups, boundaries);
  if (path.links_s == std::numeric_limits<double>::infinity()) return path.links_s;
  const double c = path.slowest_stage_s;
  const double X = path.slowest_transfer_s;
  const double moving = 2.0 * path.internal_s + path.gradients_s;
  const double filling = path.computing_s + 2.0 * path.links_s + moving;
  const int further = micro_batches.count - 1;
  const auto slowest = [&] {
    const CycleWeights weights = cycle_weights(pipeline.schedule, omega);
    return std::max({c, X, slowest_cycle(pipeline.extra_warmup, weights, groups, boundaries)});
  };
  switch (pipeline.schedule) {
    case Schedule::overlapped:
      return filling + further * std::max(c, X);
    case Schedule::gpipe:
      return filling + further * (std::max(phi * c, X) + std::max((1.0 - phi) * c, X));
    case Schedule::one_f_one_b:
      return filling + further * slowest();
    case Schedule::zero_bubble: {
      const double put_off = c + omega * (path.computing_s - c) + further * slowest();
      const double bound = phi * micro_batches.count * c + (1.0 - phi) * path.computing_s;
      return std::max(put_off, bound) + 2.0 * path.links_s + moving;
    }
  }
  return std::numeric_limits<double>::infinity();
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
