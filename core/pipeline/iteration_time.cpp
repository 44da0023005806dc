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

/// What is moved inside the regions of a path.
struct Inside {
  double moved_s = 0.0;    // 2 I + R
  double slowest_s = 0.0;  // of the transfers
};

/// Not inline: mostly nothing is moved there.
[[gnu::noinline]] Inside moved_inside(std::span<const StageGroup> groups) {
  double transfers_s = 0.0;
  double gradients_s = 0.0;
  double slowest_s = 0.0;
  for (const StageGroup& group : groups) {
    gradients_s = std::max(gradients_s, group.gradients_s);
    if (group.stages == 1) continue;
    transfers_s += (group.stages - 1) * group.internal_transfer_s;
    slowest_s = std::max(slowest_s, group.internal_transfer_s);
  }
  return {2.0 * transfers_s + gradients_s, slowest_s};
}

/// What a path adds up to, and its slowest parts.
struct PathTimes {
  double computing_s = 0.0;         // C
  double slowest_stage_s = 0.0;     // c
  double links_s = 0.0;             // Y
  double slowest_transfer_s = 0.0;  // X
  double inside_s = 0.0;            // 2 I + R

  /// Does every transfer end?
  [[nodiscard]] bool arrives() const { return links_s < std::numeric_limits<double>::infinity(); }
};

inline PathTimes times_of(std::span<const StageGroup> groups,
                          std::span<const Boundary> boundaries) {
  PathTimes path;
  double inside_s = 0.0;
  for (const StageGroup& group : groups) {
    BACELAB_EXPECTS(group.stages >= 1 && group.stage_time_s >= 0.0);
    BACELAB_EXPECTS(group.internal_transfer_s >= 0.0 && group.gradients_s >= 0.0);
    path.computing_s += group.stages * group.stage_time_s;
    path.slowest_stage_s = std::max(path.slowest_stage_s, group.stage_time_s);
    inside_s += group.internal_transfer_s + group.gradients_s;
  }
  for (const Boundary& boundary : boundaries) {
    BACELAB_EXPECTS(boundary.transfer_s >= 0.0 && boundary.delay_s >= 0.0);
    path.links_s += boundary.transfer_s + boundary.delay_s;
    path.slowest_transfer_s = std::max(path.slowest_transfer_s, boundary.transfer_s);
  }
  if (inside_s > 0.0) [[unlikely]] {
    const Inside inside = moved_inside(groups);
    path.inside_s = inside.moved_s;
    path.slowest_transfer_s = std::max(path.slowest_transfer_s, inside.slowest_s);
  }
  return path;
}

/// The iteration time of the schedules with one forward and one backward pass in turn. Not inline:
/// those that hide transfers don't pay for its cycles.
[[gnu::noinline]] double alternating_time(const PipelineModel& pipeline,
                                          std::span<const StageGroup> groups,
                                          std::span<const Boundary> boundaries,
                                          const MicroBatches& micro_batches) {
  const double phi = micro_batches.forward_share;
  const double omega = micro_batches.weight_gradient_share;
  BACELAB_EXPECTS(0.0 <= omega && omega <= 1.0);
  const PathTimes path = times_of(groups, boundaries);
  if (!path.arrives()) return path.links_s;
  const double c = path.slowest_stage_s;
  const double Z = slowest_cycle(pipeline.extra_warmup, cycle_weights(pipeline.schedule, omega),
                                 groups, boundaries);
  const double steady_s = (micro_batches.count - 1) * std::max({c, path.slowest_transfer_s, Z});
  if (pipeline.schedule == Schedule::one_f_one_b) {
    return path.computing_s + 2.0 * path.links_s + path.inside_s + steady_s;
  }
  const double put_off = c + omega * (path.computing_s - c) + steady_s;
  const double bound = phi * micro_batches.count * c + (1.0 - phi) * path.computing_s;
  return std::max(put_off, bound) + 2.0 * path.links_s + path.inside_s;
}

}  // namespace

double iteration_time(const PipelineModel& pipeline, std::span<const StageGroup> groups,
                      std::span<const Boundary> boundaries, const MicroBatches& micro_batches) {
  BACELAB_EXPECTS(groups.size() == boundaries.size() + 1);
  BACELAB_EXPECTS(micro_batches.count >= 1 && pipeline.extra_warmup >= 0);
  const double phi = micro_batches.forward_share;
  BACELAB_EXPECTS(0.0 <= phi && phi <= 1.0);
  if (alternates(pipeline.schedule)) {
    return alternating_time(pipeline, groups, boundaries, micro_batches);
  }
  const PathTimes path = times_of(groups, boundaries);
  if (!path.arrives()) return path.links_s;
  const double c = path.slowest_stage_s;
  const double X = path.slowest_transfer_s;
  const double pace = pipeline.schedule == Schedule::overlapped
                          ? std::max(c, X)
                          : std::max(phi * c, X) + std::max((1.0 - phi) * c, X);
  return path.computing_s + 2.0 * path.links_s + path.inside_s + (micro_batches.count - 1) * pace;
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
