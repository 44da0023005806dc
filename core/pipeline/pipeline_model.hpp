#pragma once

#include <string_view>

#include "core/registry.hpp"

namespace bacelab {

/// One of a few ways, by the name that files use.
template <class Way>
struct NamedWay {
  std::string_view name;
  Way way;
  std::string_view description;
};

/// How micro-batches and their transfers are interleaved (MODEL.md section 3).
enum class Schedule { overlapped, gpipe, one_f_one_b, zero_bubble };
using NamedSchedule = NamedWay<Schedule>;
Registry<NamedSchedule> schedules();
std::string_view name_of(Schedule schedule);

/// Where a model may be cut into stages (MODEL.md section 2).
enum class Split {
  layers,  ///< between layers: the largest of k stages has ceil(L/k) of them
  even,    ///< at any point: each has L/k
};
Registry<NamedWay<Split>> splits();
std::string_view name_of(Split split);

/// By which iteration time the best stage count k* is chosen (MODEL.md section 2).
enum class BestStages {
  compute,   ///< without transfers
  transfer,  ///< in one region, with its internal transfers
};
Registry<NamedWay<BestStages>> best_stages_rules();
std::string_view name_of(BestStages rule);

/// How all jobs of a world are made into pipelines.
struct PipelineModel {
  Schedule schedule = Schedule::overlapped;
  int extra_warmup = 0;  ///< e >= 0 more micro-batches in flight, one-forward-one-backward only
  Split split = Split::layers;
  BestStages best_stages = BestStages::compute;
};

/// Micro-batches whose activations the first of `stages` stages keeps: m(k) of MODEL.md section 2.
int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches);

/// Does each stage do one forward and one backward pass in turn? Then every transfer costs time,
/// however fast, so a link may give a job more than its demand.
inline bool alternates(Schedule schedule) {
  return schedule == Schedule::one_f_one_b || schedule == Schedule::zero_bubble;
}

/// Does a link give a job at most its demand?
inline bool demand_caps_share(Schedule schedule) { return !alternates(schedule); }

}  // namespace bacelab
