#pragma once

#include <span>

#include "core/workload/stage_plan.hpp"
#include "experiments/random/stream.hpp"
#include "experiments/worlds/process/process.hpp"

namespace bacelab {

class TraceReplay;

/// The template of a job, as its work sees it.
struct JobKind {
  const Template& model;
  const StagePlan& plan;
};

/// The distribution of the work of a job (MODEL.md section 10). Immutable: all threads share one.
class WorkDistribution {
 public:
  WorkDistribution() = default;
  WorkDistribution(const WorkDistribution&) = delete;
  WorkDistribution& operator=(const WorkDistribution&) = delete;
  virtual ~WorkDistribution() = default;

  /// Iterations, > 0 and real, of the job at this position of the stream.
  [[nodiscard]] virtual double iterations(const JobKind& kind, const RandomStream& stream,
                                          std::uint32_t position) const = 0;
  /// Mean in s of E_j, the time of a job at its best stage count without transfers.
  [[nodiscard]] virtual double mean_seconds(const JobKind& kind) const = 0;
  /// Recorded jobs whose rows are its positions; null: position i belongs to job i.
  [[nodiscard]] virtual const TraceReplay* replay() const { return nullptr; }
};

/// Work that is given as hours of E_j, whatever the template.
class HoursDistribution : public WorkDistribution {
 public:
  /// Hours of the job at this position of the stream, > 0.
  [[nodiscard]] virtual double hours(const RandomStream& stream, std::uint32_t position) const = 0;
  [[nodiscard]] virtual double mean_hours() const = 0;

  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const final {
    return 3600.0 * hours(stream, position) / kind.plan.ideal_iteration_s();
  }
  [[nodiscard]] double mean_seconds(const JobKind&) const final { return 3600.0 * mean_hours(); }
};

Registry<ProcessInfo<WorkDistribution>> work_distributions();

}  // namespace bacelab
