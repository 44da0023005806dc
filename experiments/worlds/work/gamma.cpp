#include "experiments/worlds/work/gamma.hpp"

#include <algorithm>
#include <limits>

#include "experiments/random/gamma_quantile.hpp"

namespace bacelab {

GammaWork::GammaWork(double mean_hours, double cv)
    : mean_hours_(mean_hours), shape_(1.0 / (cv * cv)) {}

std::shared_ptr<const WorkDistribution> GammaWork::make(const ConfigSection& section) {
  const double mean = section.number("mean_hours", 8.0, Bounds::positive().in("h"),
                                     "Mean of the ideal hours of a job");
  const double cv = section.number("cv", 1.0, Bounds::between(0.01, 10.0),
                                   "Standard deviation of the hours over their mean");
  return std::make_shared<GammaWork>(mean, cv);
}

double GammaWork::hours(const RandomStream& stream, std::uint32_t position) const {
  // A tiny shape gives numbers that a double cannot tell from 0; a job has some work.
  constexpr double least = std::numeric_limits<double>::min();
  return mean_hours_ * std::max(gamma_quantile(shape_, stream.uniform(position)) / shape_, least);
}

}  // namespace bacelab
