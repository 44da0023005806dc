#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// Exponential hours.
class ExponentialWork final : public HoursDistribution {
 public:
  explicit ExponentialWork(double mean_hours) : mean_hours_(mean_hours) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override { return mean_hours_; }

 private:
  double mean_hours_;
};

}  // namespace bacelab
