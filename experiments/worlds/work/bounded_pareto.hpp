#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// A power law between two ends (bounded Pareto; Harchol-Balter 2013, Performance Modeling and
/// Design of Computer Systems, chapter 20): P(hours > x) = ((low/x)^a - (low/high)^a) /
/// (1 - (low/high)^a) for low <= x <= high, a > 0 the shape. A small shape gives a heavy tail.
class BoundedParetoWork final : public HoursDistribution {
 public:
  /// `shape` in (0, 100], without unit; 0 < low < high, in hours.
  BoundedParetoWork(double shape, double low_hours, double high_hours);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double shape_;
  double low_hours_;
  double high_hours_;
  double log_ratio_;  // ln(high / low)
};

}  // namespace bacelab
