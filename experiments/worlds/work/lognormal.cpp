#include "experiments/worlds/work/lognormal.hpp"

#include <cmath>

namespace bacelab {

std::shared_ptr<const WorkDistribution> LognormalWork::make(const ConfigSection& section) {
  const double median = section.number("median_hours", 8.0, Bounds::positive().in("h"),
                                       "Median of the ideal hours of a job");
  const double sigma = section.number("sigma", 0.8, Bounds::non_negative(),
                                      "Standard deviation of the logarithm of the hours");
  return std::make_shared<LognormalWork>(median, sigma);
}

double LognormalWork::hours(const RandomStream& stream, std::uint32_t position) const {
  return median_hours_ * std::exp(sigma_ * stream.normal(position));
}

double LognormalWork::mean_hours() const { return median_hours_ * std::exp(0.5 * sigma_ * sigma_); }

}  // namespace bacelab
