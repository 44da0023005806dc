#pragma once

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
};

std::span<const ProcessInfo<ArrivalProcess>> arrival_processes();

}  // namespace bacelab
