#include "experiments/worlds/work/truncated_lognormal.hpp"

#include <algorithm>
#include <cmath>

namespace bacelab {
namespace {

TruncatedNormal normal_within(const HoursRange& range, double median_hours, double sigma) {
  return {std::log(range.low / median_hours) / sigma, std::log(range.high / median_hours) / sigma};
}

}  // namespace

TruncatedLognormalWork::TruncatedLognormalWork(double median_hours, double sigma,
                                               const HoursRange& range)
    : median_hours_(median_hours),
      sigma_(sigma),
      range_(range),
      normal_(normal_within(range, median_hours, sigma)) {}

std::shared_ptr<const WorkDistribution> TruncatedLognormalWork::make(const ConfigSection& section) {
  const double median = section.number("median_hours", 8.0, Bounds::positive().in("h"),
                                       "Median of the hours, before truncation");
  const double sigma = section.number("sigma", 0.8, Bounds::positive(),
                                      "Standard deviation of their logarithm, before truncation");
  const HoursRange range = read_hours_range(section, {0.5, 72.0});
  constexpr double least_mass = 1e-6;
  if (normal_within(range, median, sigma).mass() < least_mass) {
    section.fail("low_hours",
                 "less than a millionth of the distribution lies between low_hours and high_hours",
                 "a range nearer to median_hours, or a larger sigma");
  }
  return std::make_shared<TruncatedLognormalWork>(median, sigma, range);
}

double TruncatedLognormalWork::hours(const RandomStream& stream, std::uint32_t position) const {
  const double normal = normal_.quantile(stream.uniform(position));
  return std::clamp(median_hours_ * std::exp(sigma_ * normal), range_.low, range_.high);
}

double TruncatedLognormalWork::mean_hours() const {
  return median_hours_ * normal_.mean_exponential(sigma_);
}

}  // namespace bacelab
