#include "experiments/worlds/arrivals/diurnal.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bacelab {
namespace {

/// Jobs by hour of the day in the Venus cluster of the public Helios traces, divided by their mean.
const std::vector<double> helios_venus = {0.90, 0.66, 0.60, 0.38, 0.27, 0.21, 0.19, 0.22,
                                          0.37, 0.80, 1.29, 1.47, 1.16, 1.30, 1.56, 1.66,
                                          1.73, 1.73, 1.28, 1.31, 1.34, 1.36, 1.15, 1.04};

DiurnalArrivals::Multipliers read_multipliers(const ConfigSection& section) {
  const auto given = section.numbers("multipliers", helios_venus, Bounds::non_negative(),
                                     "Rate in each hour of the day, from 0 to 1 o'clock on, in any "
                                     "unit; default: jobs of the Helios Venus cluster");
  DiurnalArrivals::Multipliers multipliers = {};
  if (given.size() != multipliers.size()) {
    section.fail("multipliers", "has " + std::to_string(given.size()) + " entries",
                 "one for each of the 24 hours of a day");
  }
  if (std::all_of(given.begin(), given.end(), [](double m) { return m == 0.0; })) {
    section.fail("multipliers", "all are zero: no job would ever arrive",
                 "at least one above zero");
  }
  std::copy(given.begin(), given.end(), multipliers.begin());
  return multipliers;
}

}  // namespace

DiurnalArrivals::DiurnalArrivals(const ArrivalRate& rate, const Multipliers& multipliers,
                                 double utc_offset_hours)
    : rate_(rate),
      multipliers_(multipliers),
      highest_(*std::max_element(multipliers.begin(), multipliers.end())),
      mean_(std::accumulate(multipliers.begin(), multipliers.end(), 0.0) / 24.0),
      utc_offset_hours_(utc_offset_hours) {}

std::shared_ptr<const ArrivalProcess> DiurnalArrivals::make(const ConfigSection& section) {
  const ArrivalRate rate(section);
  const double offset = section.number("utc_offset_hours", 0.0, Bounds::between(-12.0, 14.0),
                                       "Local time of those who submit jobs, minus UTC");
  return std::make_shared<DiurnalArrivals>(rate, read_multipliers(section), offset);
}

std::vector<double> DiurnalArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream gaps(context.world, "arrivals");
  const RandomStream thinning(context.world, "arrivals.thinning");
  const double highest_rate = rate_.per_second(context) * (highest_ / mean_);
  const double start_hour = context.start_hour_utc + utc_offset_hours_ + 24.0;  // never negative
  std::vector<double> times;
  times.reserve(jobs);
  double now = 0.0;
  for (std::uint32_t candidate = 0; times.size() < jobs; ++candidate) {
    now += gaps.exponential(candidate) / highest_rate;
    const double hour = std::floor(std::fmod(start_hour + now / 3600.0, 24.0));
    const double multiplier = multipliers_[static_cast<std::size_t>(hour)];
    if (thinning.uniform(candidate) * highest_ < multiplier) times.push_back(now);
  }
  return times;
}

ArrivalTheory DiurnalArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), std::nullopt};
}

}  // namespace bacelab
