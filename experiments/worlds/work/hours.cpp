#include "experiments/worlds/work/hours.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/arithmetic/elementary.hpp"
#include "experiments/arithmetic/quantiles.hpp"
#include "experiments/random/stream.hpp"

namespace bacelab {

HoursRange read_hours_range(const ConfigSection& section, const HoursRange& fallback) {
  const Bounds hours = Bounds::positive().in("h");
  const double low =
      section.number("low_hours", fallback.low, hours, "Shortest ideal time of a job");
  const double high =
      section.number("high_hours", fallback.high, hours, "Longest ideal time of a job");
  if (high <= low) section.fail("high_hours", "is not above low_hours", "more than low_hours");
  return {low, high};
}

std::shared_ptr<const WorkDistribution> ExponentialWork::make(const ConfigSection& section) {
  return std::make_shared<ExponentialWork>(
      section.number("mean_hours", 8.0, Bounds::positive().in("h"), "Mean ideal time of a job"));
}

double ExponentialWork::hours(const RandomStream& stream, std::uint32_t position) const {
  return mean_hours_ * stream.exponential(position);
}

GammaWork::GammaWork(double mean_hours, double cv)
    : mean_hours_(mean_hours), shape_(1.0 / (cv * cv)) {}

std::shared_ptr<const WorkDistribution> GammaWork::make(const ConfigSection& section) {
  const double mean =
      section.number("mean_hours", 8.0, Bounds::positive().in("h"), "Mean ideal time of a job");
  const double cv = section.number("cv", 1.0, Bounds::between(0.01, 10.0),
                                   "Coefficient of variation: standard deviation over mean");
  return std::make_shared<GammaWork>(mean, cv);
}

double GammaWork::hours(const RandomStream& stream, std::uint32_t position) const {
  // A tiny shape gives numbers that a double cannot tell from 0; a job has some work.
  constexpr double least = std::numeric_limits<double>::min();
  return mean_hours_ *
         std::max(arithmetic::gamma_quantile(shape_, stream.uniform(position)) / shape_, least);
}

std::shared_ptr<const WorkDistribution> LognormalWork::make(const ConfigSection& section) {
  const double median =
      section.number("median_hours", 8.0, Bounds::positive().in("h"), "Median ideal time of a job");
  const double sigma = section.number("sigma", 0.8, Bounds::non_negative(),
                                      "Standard deviation of the logarithm of the ideal time");
  return std::make_shared<LognormalWork>(median, sigma);
}

double LognormalWork::hours(const RandomStream& stream, std::uint32_t position) const {
  return median_hours_ * arithmetic::exp(sigma_ * stream.normal(position));
}

double LognormalWork::mean_hours() const {
  return median_hours_ * arithmetic::exp(0.5 * sigma_ * sigma_);
}

namespace {

TruncatedNormal normal_within(const HoursRange& range, double median_hours, double sigma) {
  return {arithmetic::log(range.low / median_hours) / sigma,
          arithmetic::log(range.high / median_hours) / sigma};
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
                                       "Median ideal time of a job, before truncation");
  const double sigma = section.number("sigma", 0.8, Bounds::positive(),
                                      "Standard deviation of its logarithm, before truncation");
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
  return std::clamp(median_hours_ * arithmetic::exp(sigma_ * normal), range_.low, range_.high);
}

double TruncatedLognormalWork::mean_hours() const {
  return median_hours_ * normal_.mean_exponential(sigma_);
}

BoundedParetoWork::BoundedParetoWork(double shape, double low_hours, double high_hours)
    : shape_(shape),
      low_hours_(low_hours),
      high_hours_(high_hours),
      log_ratio_(arithmetic::log(high_hours / low_hours)) {}

std::shared_ptr<const WorkDistribution> BoundedParetoWork::make(const ConfigSection& section) {
  const double shape = section.number("shape", 1.5, Bounds::left_open(0.0, 100.0),
                                      "Tail exponent; smaller: heavier tail");
  const HoursRange range = read_hours_range(section, {2.0, 200.0});
  return std::make_shared<BoundedParetoWork>(shape, range.low, range.high);
}

double BoundedParetoWork::hours(const RandomStream& stream, std::uint32_t position) const {
  // The inverse of the distribution: low (1 - u (1 - (low/high)^a))^(-1/a).
  const double kept = arithmetic::expm1(-shape_ * log_ratio_);
  const double hours =
      low_hours_ * arithmetic::exp(-arithmetic::log1p(stream.uniform(position) * kept) / shape_);
  return std::clamp(hours, low_hours_, high_hours_);
}

double BoundedParetoWork::mean_hours() const {
  // low a / (1 - (low/high)^a) times the integral of e^((1-a) y) over y from 0 to ln(high/low).
  const double exponent = 1.0 - shape_;
  const double integral =
      exponent == 0.0 ? log_ratio_ : arithmetic::expm1(exponent * log_ratio_) / exponent;
  return low_hours_ * shape_ * integral / -arithmetic::expm1(-shape_ * log_ratio_);
}

}  // namespace bacelab
