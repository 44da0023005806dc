#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Lognormal hours: median * exp(sigma n), n standard normal; mean median * exp(sigma^2 / 2)
/// (Johnson, Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 14).
class LognormalWork final : public HoursDistribution {
 public:
  /// `median_hours` > 0; `sigma` >= 0, of the logarithm, without unit.
  LognormalWork(double median_hours, double sigma) : median_hours_(median_hours), sigma_(sigma) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double median_hours_;
  double sigma_;
};

}  // namespace bacelab
