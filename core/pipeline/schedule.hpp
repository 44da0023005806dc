#pragma once

#include <span>
#include <string_view>

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
std::span<const NamedSchedule> schedules();

std::string_view name_of(Schedule schedule);

/// A schedule with its parameter.
struct PipelineModel {
  Schedule schedule = Schedule::overlapped;
  int extra_warmup = 0;  ///< e >= 0 more micro-batches in flight, `one_f_one_b` only
};

/// Micro-batches whose activations the first of `stages` stages keeps: m(k) of MODEL.md section 2.
int micro_batches_in_flight(const PipelineModel& pipeline, int stages, int micro_batches);

/// Does a link give a job at most what it demands? Not under `one_f_one_b`, where every transfer
/// costs time, however fast.
inline bool demand_caps_share(Schedule schedule) { return schedule != Schedule::one_f_one_b; }

}  // namespace bacelab
