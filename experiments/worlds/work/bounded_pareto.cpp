#include "experiments/worlds/work/bounded_pareto.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/worlds/work/hours_range.hpp"

namespace bacelab {

BoundedParetoWork::BoundedParetoWork(double shape, double low_hours, double high_hours)
    : shape_(shape),
      low_hours_(low_hours),
      high_hours_(high_hours),
      log_ratio_(std::log(high_hours / low_hours)) {}

std::shared_ptr<const WorkDistribution> BoundedParetoWork::make(const ConfigSection& section) {
  const double shape = section.number("shape", 1.5, Bounds::left_open(0.0, 100.0),
                                      "Exponent of the tail; small: heavy");
  const HoursRange range = read_hours_range(section, {2.0, 200.0});
  return std::make_shared<BoundedParetoWork>(shape, range.low, range.high);
}

double BoundedParetoWork::hours(const RandomStream& stream, std::uint32_t position) const {
  // The inverse of the distribution: low (1 - u (1 - (low/high)^a))^(-1/a).
  const double kept = std::expm1(-shape_ * log_ratio_);
  const double hours = low_hours_ * std::exp(-std::log1p(stream.uniform(position) * kept) / shape_);
  return std::clamp(hours, low_hours_, high_hours_);
}

double BoundedParetoWork::mean_hours() const {
  // low a / (1 - (low/high)^a) times the integral of e^((1-a) y) over y from 0 to ln(high/low).
  const double exponent = 1.0 - shape_;
  const double integral =
      exponent == 0.0 ? log_ratio_ : std::expm1(exponent * log_ratio_) / exponent;
  return low_hours_ * shape_ * integral / -std::expm1(-shape_ * log_ratio_);
}

}  // namespace bacelab
