#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Gamma hours of a given mean and coefficient of variation cv: shape 1/cv^2, scale mean cv^2
/// (Johnson, Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapter 17). cv = 1
/// is exponential. Where a double can't tell a number from 0, it is the least normal one times the
/// mean.
class GammaWork final : public HoursDistribution {
 public:
  /// `mean_hours` > 0; `cv` in [0.01, 10], without unit.
  GammaWork(double mean_hours, double cv);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override { return mean_hours_; }

 private:
  double mean_hours_;
  double shape_;
};

}  // namespace bacelab
