#pragma once

#include <optional>
#include <span>
#include <vector>

#include "experiments/random/stream.hpp"
#include "experiments/worlds/process/process.hpp"

namespace bacelab {

/// The quantities that arrivals may depend on besides their own parameters.
struct ArrivalContext {
  WorldId world;
  double gpus = 0.0;              ///< of all regions, as many of the reference type
  double mean_gpu_seconds = 0.0;  ///< of a job, at its best stage count without transfers
  double start_hour_utc = 0.0;    ///< hour of the day at time 0
};

/// Long-run properties of an arrival process.
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

Registry<ProcessInfo<ArrivalProcess>> arrival_processes();

/// The mean number of jobs that arrive per second: given, or such that the GPUs have a given load,
/// load = rate * mean(k* g E) / all GPUs (MODEL.md section 10), a number without unit. Each is
/// > 0; the GPUs can't keep up with a load of 1 or more.
class ArrivalRate {
 public:
  /// Reads `rate_per_hour` or `load`, exactly one of them.
  explicit ArrivalRate(const ConfigSection& section);

  /// Jobs per second in this world.
  [[nodiscard]] double per_second(const ArrivalContext& context) const;

 private:
  std::optional<double> rate_per_hour_;
  std::optional<double> load_;
};

}  // namespace bacelab
