#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Exponential hours: mean * e, e exponential of mean 1, P(hours > x) = exp(-x / mean) (Johnson,
/// Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 19).
class ExponentialWork final : public HoursDistribution {
 public:
  /// `mean_hours` > 0.
  explicit ExponentialWork(double mean_hours) : mean_hours_(mean_hours) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override { return mean_hours_; }

 private:
  double mean_hours_;
};

}  // namespace bacelab
