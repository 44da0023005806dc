#pragma once

#include <memory>

#include "experiments/text/section.hpp"
#include "experiments/worlds/modulation/modulation.hpp"

namespace bacelab {

/// exp(z - sigma^2/2), z a stationary AR(1) of standard deviation sigma, correlation time tau and
/// step delta: z_0 = sigma n_0, z_i = phi z_(i-1) + sigma sqrt(1 - phi^2) n_i, phi =
/// exp(-delta/tau). Its mean is 1. Owners move together as far as they share the normal numbers:
/// n_i = sqrt(rho) c_i + sqrt(1 - rho) o_i, c of a stream that all owners of the purpose have in
/// common, o of the owner's; then rho is the correlation of the z of any two of them. Values that
/// are j steps apart have correlation (exp(sigma^2 phi^j) - 1) / (exp(sigma^2) - 1). AR(1): Box and
/// Jenkins, Time Series Analysis, chapter 3; the rest: MODEL.md section 10.
class LognormalAr1 final : public ModulationModel {
 public:
  /// sigma > 0, of the logarithm, without unit; times in s, > 0; rho in [0, 1].
  LognormalAr1(double sigma, double correlation_s, double step_s, double rho = 0.0);
  /// Bandwidths: reads `sigma`, `correlation_hours` (tau) and `step_hours` (delta); null if sigma
  /// is 0.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section);
  /// Prices: the same and `region_correlation`, which is rho.
  static std::shared_ptr<const ModulationModel> read_correlated(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  /// {1, exp(sigma^2) - 1}
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

 private:
  double sigma_;
  double phi_;
  double step_s_;
  double rho_;
};

/// Price spikes: they start in a Poisson process and last for exponential times; one that starts
/// while another lasts prolongs it at most (the busy times of an M/M/infinity queue; Kleinrock
/// 1975, Queueing Systems 1, section 3.4; spikes: MODEL.md section 10). In a spike
/// multiple - 1 times the base is added, so that with a daily curve and a fluctuation of mean 1 the
/// mean price in a spike is multiple * base. A multiple below 1, or below 0, makes prices fall.
///
/// Stationary from time 0: at any time it is a spike with probability 1 - exp(-rate m), m the mean
/// duration, and the one at time 0 lasts m ln(rate m / e) longer if e < rate m, e exponential.
class PriceSpikes final : public ModulationModel {
 public:
  /// The effect of spikes on the mean price: it changes, or the base is lowered to keep it.
  enum class Mean { moves, stays };

  /// Rate 1/s and mean duration in s, > 0, their product at most 1; the multiple any number,
  /// without unit, but with Mean::stays such that base_factor() is positive.
  PriceSpikes(double starts_per_s, double mean_duration_s, double multiple, Mean mean);
  /// Reads `starts_per_year`, `mean_hours`, `multiple` and `keep_mean`; null if there are no
  /// starts.
  static std::shared_ptr<const PriceSpikes> read(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  [[nodiscard]] Effect effect() const override { return Effect::adds; }
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

  /// The fraction of time that is spike.
  [[nodiscard]] double share() const;
  /// The factor on the base that keeps the mean: 1, or 1 / (1 + (multiple - 1) share).
  [[nodiscard]] double base_factor() const override;

 private:
  double starts_per_s_;
  double mean_duration_s_;
  double multiple_;
  Mean mean_;
};

}  // namespace bacelab
