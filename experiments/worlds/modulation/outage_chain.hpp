#pragma once

#include <memory>

#include "experiments/text/section.hpp"
#include "experiments/worlds/modulation/modulation.hpp"

namespace bacelab {

/// 1, and during an outage the fraction that remains: a two-state chain (TwoStateChain), stationary
/// from time 0. The time from the end of an outage to the next one and the time that one lasts are
/// exponential; the share of outages is duration / (between + duration) (MODEL.md section 10;
/// alternating renewal processes in Cox, Renewal Theory, 1962).
class OutageChain final : public ModulationModel {
 public:
  /// Mean times in s, > 0; the remaining fraction in [0, 1].
  OutageChain(double mean_between_s, double mean_duration_s, double remaining);
  /// Reads `mean_hours_between`, `mean_hours` and `remaining_fraction`; null if the first is not
  /// set.
  static std::shared_ptr<const OutageChain> read(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

  /// The fraction of time that is outage.
  [[nodiscard]] double share() const {
    return mean_duration_s_ / (mean_between_s_ + mean_duration_s_);
  }
  [[nodiscard]] double remaining() const { return remaining_; }

 private:
  double mean_between_s_;
  double mean_duration_s_;
  double remaining_;
};

}  // namespace bacelab
