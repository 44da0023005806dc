#include "experiments/worlds/work/exponential.hpp"

namespace bacelab {

std::shared_ptr<const WorkDistribution> ExponentialWork::make(const ConfigSection& section) {
  return std::make_shared<ExponentialWork>(section.number(
      "mean_hours", 8.0, Bounds::positive().in("h"), "Mean of the ideal hours of a job"));
}

double ExponentialWork::hours(const RandomStream& stream, std::uint32_t position) const {
  return mean_hours_ * stream.exponential(position);
}

}  // namespace bacelab
