#pragma once

#include <span>
#include <vector>

namespace bacelab {

/// GPUs of a region that a job holds for a time.
struct GpuUse {
  double from_s = 0.0;
  double to_s = 0.0;
  int gpus = 0;
};

/// Some GPUs of a region, numbered from 0.
struct GpuLane {
  int first = 0;
  int count = 0;

  bool operator==(const GpuLane&) const = default;
};

/// Which GPUs of a region each job holds: the lowest that are free when it starts, in the order of
/// the starts, as one lane where they adjoin. A drawing's choice, for a simulation only counts
/// them. Throws std::invalid_argument if more than `gpus` are in use at a time.
[[nodiscard]] std::vector<std::vector<GpuLane>> lanes_of(std::span<const GpuUse> uses, int gpus);

}  // namespace bacelab
