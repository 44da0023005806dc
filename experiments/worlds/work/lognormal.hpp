#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Lognormal hours: median * exp(sigma n), n standard normal; mean median * exp(sigma^2 / 2).
class LognormalWork final : public HoursDistribution {
 public:
  LognormalWork(double median_hours, double sigma) : median_hours_(median_hours), sigma_(sigma) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double median_hours_;
  double sigma_;
};

}  // namespace bacelab
