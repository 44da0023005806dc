#pragma once

#include <span>

#include "experiments/random/stream.hpp"
#include "experiments/worlds/process.hpp"

namespace bacelab {

/// How much work a job has: hours of E_j, its time at the best stage count without transfers
/// (MODEL.md section 10). Immutable: all threads share one.
class WorkDistribution {
 public:
  WorkDistribution() = default;
  WorkDistribution(const WorkDistribution&) = delete;
  WorkDistribution& operator=(const WorkDistribution&) = delete;
  virtual ~WorkDistribution() = default;

  /// Hours of the job at this position of the stream, > 0.
  [[nodiscard]] virtual double hours(const RandomStream& stream, std::uint32_t position) const = 0;
  [[nodiscard]] virtual double mean_hours() const = 0;
};

std::span<const ProcessInfo<WorkDistribution>> work_distributions();

}  // namespace bacelab
