#pragma once

#include <span>
#include <string_view>

#include "core/registry.hpp"

namespace bacelab {

/// How micro-batches and their transfers are interleaved (MODEL.md section 3).
enum class Schedule { overlapped, gpipe, one_f_one_b };

/// A schedule by the name that files use.
struct NamedSchedule {
  std::string_view name;
  Schedule schedule;
  std::string_view description;
};

/// All schedules.
Registry<NamedSchedule> schedules();

std::string_view name_of(Schedule schedule);

/// A schedule with its parameter.
struct PipelineModel {
  Schedule schedule = Schedule::overlapped;
  int extra_warmup = 0;  ///< e >= 0 more micro-batches in flight, `one_f_one_b` only
};

/// Micro-batches whose activations the first of `stages` stages keeps: m(k) of MODEL.md section 2.
int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches);

/// Does a link give a job at most its demand? Not under `one_f_one_b`, where every transfer costs
/// time, however fast.
inline bool demand_caps_share(Schedule schedule) { return schedule != Schedule::one_f_one_b; }

/// Consecutive stages in one region, all equally fast.
struct StageGroup {
  int stages = 0;             ///< n_i >= 1
  double stage_time_s = 0.0;  ///< c: one micro-batch, forward and backward
};

/// The WAN link between one stage group and the next.
struct Boundary {
  double transfer_s = 0.0;  ///< x = 8A/w: one micro-batch in one direction; infinite without share
  double delay_s = 0.0;     ///< lambda, one way
};

/// The parameters of an iteration besides its stages.
struct MicroBatches {
  int count = 1;                ///< M
  double forward_share = 0.25;  ///< phi
};

/// Time in s of one iteration on a path (MODEL.md section 3). `boundaries` has one entry less than
/// `groups`. With X = max x, Y = sum (x + lambda), C = sum of all stage times, c = the slowest:
///   overlapped:  C + 2Y + (M-1) max(c, X)
///   gpipe:       C + 2Y + (M-1) (max(phi c, X) + max((1-phi) c, X))
///   one_f_one_b: C + 2Y + (M-1) max(c, X, Z), Z the slowest cycle over runs of boundaries.
/// Infinite if a transfer takes for ever.
double iteration_time(const PipelineModel& pipeline, std::span<const StageGroup> groups,
                      std::span<const Boundary> boundaries, const MicroBatches& micro_batches);

/// Bandwidth in bit/s at which a transfer of `bytes` takes as long as the computation that hides
/// it: d = 8A/c, under gpipe 8A/(min(phi, 1-phi) c).
double bandwidth_demand(Schedule schedule, double bytes, double stage_time_s, double forward_share);

}  // namespace bacelab
