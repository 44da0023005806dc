#pragma once

#include <optional>
#include <span>
#include <vector>

#include "experiments/random/stream.hpp"
#include "experiments/worlds/process.hpp"

namespace bacelab {

/// What arrivals may depend on besides their own parameters.
struct ArrivalContext {
  WorldId world;
  int total_gpus = 0;
  double mean_gpu_seconds = 0.0;  ///< of a job, at its best stage count without transfers
  double start_hour_utc = 0.0;    ///< hour of the day at time 0
};

/// What the times of an arrival process are over a long time.
struct ArrivalTheory {
  std::optional<double> per_second;  ///< mean rate of jobs; none: there is no steady rate
  std::optional<double> gap_cv;  ///< standard deviation of gaps over their mean; none: not known
};

/// When jobs arrive (MODEL.md section 10). Immutable: all threads share one.
class ArrivalProcess {
 public:
  ArrivalProcess() = default;
  ArrivalProcess(const ArrivalProcess&) = delete;
  ArrivalProcess& operator=(const ArrivalProcess&) = delete;
  virtual ~ArrivalProcess() = default;

  /// The arrival times of `jobs` jobs in s, ascending.
  [[nodiscard]] virtual std::vector<double> times(const ArrivalContext& context,
                                                  std::size_t jobs) const = 0;
  [[nodiscard]] virtual ArrivalTheory theory(const ArrivalContext&) const { return {}; }
};

std::span<const ProcessInfo<ArrivalProcess>> arrival_processes();

}  // namespace bacelab
