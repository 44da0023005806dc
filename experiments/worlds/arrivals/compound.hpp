#pragma once

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

/// Batches of jobs: batches arrive in a Poisson process, and all jobs of a batch at one instant. A
/// batch has s = 1, 2, ... jobs with probability (1/m)(1 - 1/m)^(s-1), a geometric size of mean m.
/// `rate` in jobs an hour, > 0, or the load (ArrivalRate), is that of jobs: batches come at rate /
/// m. The last batch is cut where the study has its number of jobs (MODEL.md section 10; batch
/// arrivals in Law, Simulation Modeling and Analysis, chapter 6).
class CompoundArrivals final : public ArrivalProcess {
 public:
  /// `mean_batch`, in jobs, within [1, 10^6].
  CompoundArrivals(const ArrivalRate& rate, double mean_batch)
      : rate_(rate), mean_batch_(mean_batch) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
  double mean_batch_;
};

}  // namespace bacelab
