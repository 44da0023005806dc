#pragma once

#include <memory>
#include <utility>

#include "experiments/worlds/arrivals/arrivals.hpp"
#include "experiments/worlds/process/trace_replay.hpp"

namespace bacelab {

/// All jobs at once: t_i = 0 s for every job i (MODEL.md section 10). No parameters.
class BatchArrivals final : public ArrivalProcess {
 public:
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
};

/// A Poisson process: t_i = t_(i-1) + e_i / rate, t_(-1) = 0, e independent exponential numbers of
/// mean 1, so that the first gap is before the first job (Law, Simulation Modeling and Analysis,
/// chapter 6, models of arrival processes). `rate` in jobs per hour, > 0, or a load (ArrivalRate).
class PoissonArrivals final : public ArrivalProcess {
 public:
  explicit PoissonArrivals(const ArrivalRate& rate) : rate_(rate) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
};

/// A renewal process: independent gamma gaps of mean 1/rate and coefficient of variation cv, that
/// is of shape 1/cv^2 and scale cv^2/rate. cv = 1 is a Poisson process, below it arrivals are more
/// regular, above it they come in clusters. The first gap, before the first job, is drawn like all
/// others (an ordinary renewal process, not the equilibrium one; Cox, Renewal Theory, 1962), so
/// that all gaps have the same distribution. `rate` in jobs per hour, > 0, or a load (ArrivalRate);
/// cv has no unit.
class GammaArrivals final : public ArrivalProcess {
 public:
  /// `cv` in [0.01, 10].
  GammaArrivals(const ArrivalRate& rate, double cv) : rate_(rate), cv_(cv) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
  double cv_;
};

/// Batches of jobs: batches arrive in a Poisson process, and all jobs of a batch at one instant. A
/// batch has s = 1, 2, ... jobs with probability (1/m)(1 - 1/m)^(s-1), a geometric size of mean m.
/// `rate` in jobs per hour, > 0, or the load (ArrivalRate), is that of jobs: batches come at rate /
/// m. The last batch is cut off at the study's number of jobs (MODEL.md section 10; batch arrivals
/// in Law, Simulation Modeling and Analysis, chapter 6).
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

/// The arrivals of a recorded trace (TraceReplay), in order; with a load L all times are multiplied
/// by L0 / L, L0 the load of the trace as recorded (MODEL.md section 10).
class TraceArrivals final : public ArrivalProcess {
 public:
  /// `load` > 0, if given; the trace then lasts for some time.
  explicit TraceArrivals(std::shared_ptr<const TraceReplay> replay,
                         std::optional<double> load = std::nullopt)
      : replay_(std::move(replay)), load_(load) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  /// On the times of the trace.
  [[nodiscard]] double factor(const ArrivalContext& context) const;

  std::shared_ptr<const TraceReplay> replay_;
  std::optional<double> load_;
};

}  // namespace bacelab
