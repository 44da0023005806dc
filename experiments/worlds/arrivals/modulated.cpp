#include "experiments/worlds/arrivals/modulated.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "experiments/text/words.hpp"
#include "experiments/worlds/process/two_state_chain.hpp"

namespace bacelab {
namespace {

/// Jobs by hour of the day in the Venus cluster of the public Helios traces, divided by their mean.
const std::vector<double> helios_venus = {0.90, 0.66, 0.60, 0.38, 0.27, 0.21, 0.19, 0.22,
                                          0.37, 0.80, 1.29, 1.47, 1.16, 1.30, 1.56, 1.66,
                                          1.73, 1.73, 1.28, 1.31, 1.34, 1.36, 1.15, 1.04};

DiurnalArrivals::Multipliers read_multipliers(const ConfigSection& section) {
  const auto given = section.numbers("multipliers", helios_venus, Bounds::non_negative(),
                                     "Relative rate in each hour of the day, from midnight on; "
                                     "default: jobs of the Helios Venus cluster");
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
                                       "Local time of the users who submit jobs, minus UTC");
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
    const double hour = std::floor(std::fmod(start_hour + now / seconds_per_hour, 24.0));
    const double multiplier = multipliers_[static_cast<std::size_t>(hour)];
    if (thinning.uniform(candidate) * highest_ < multiplier) times.push_back(now);
  }
  return times;
}

ArrivalTheory DiurnalArrivals::theory(const ArrivalContext& context) const {
  return {rate_.per_second(context), std::nullopt};
}

namespace {

/// The rates per hour as the study gives them; empty if it gives their mean.
std::optional<std::pair<double, double>> read_rates(const ConfigSection& section) {
  const Bounds bounds = Bounds::non_negative().in("1/h");
  const auto calm = section.optional_number("calm_rate_per_hour", bounds,
                                            "Jobs per hour in calm periods; this and "
                                            "burst_rate_per_hour, or rate_per_hour, or load");
  const auto burst =
      section.optional_number("burst_rate_per_hour", bounds, "Jobs per hour in a burst");
  if (calm.has_value() != burst.has_value()) {
    section.fail(calm ? "burst_rate_per_hour" : "calm_rate_per_hour",
                 "the rate of the other state is given", "both or none");
  }
  if (!calm) return std::nullopt;
  if (*calm == 0.0 && *burst == 0.0) {
    section.fail("burst_rate_per_hour", "both rates are zero: no job would ever arrive",
                 "at least one rate above zero");
  }
  for (const char* key : {"rate_per_hour", "load", "burst_ratio"}) {
    if (section.has(key)) {
      section.fail(key, "the rates of both states are given already",
                   "calm_rate_per_hour and burst_rate_per_hour, or a mean rate and burst_ratio");
    }
  }
  return std::pair(*calm, *burst);
}

}  // namespace

MmppArrivals::MmppArrivals(const State& calm, const State& burst,
                           const std::optional<ArrivalRate>& mean_rate)
    : calm_(calm), burst_(burst), mean_rate_(mean_rate) {}

std::shared_ptr<const ArrivalProcess> MmppArrivals::make(const ConfigSection& section) {
  const Bounds time = Bounds::positive().in("h");
  const double calm_s =
      seconds_per_hour * section.number("calm_hours", 8.0, time, "Mean duration of a calm period");
  const double burst_s =
      seconds_per_hour * section.number("burst_hours", 2.0, time, "Mean duration of a burst");
  if (const auto rates = read_rates(section)) {
    return std::make_shared<MmppArrivals>(State{rates->first / seconds_per_hour, calm_s},
                                          State{rates->second / seconds_per_hour, burst_s},
                                          std::nullopt);
  }
  const ArrivalRate mean_rate(section);
  const double ratio = section.number("burst_ratio", 10.0, Bounds::at_least(1.0),
                                      "Rate in a burst divided by the rate in calm periods");
  return std::make_shared<MmppArrivals>(State{1.0, calm_s}, State{ratio, burst_s}, mean_rate);
}

std::vector<double> MmppArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const RandomStream arrivals(context.world, "arrivals");
  TwoStateChain chain(RandomStream(context.world, "arrivals.states"), calm_.mean_s, burst_.mean_s);
  const Rates both = rates(context);
  const auto rate = [&] {
    return chain.state() == TwoStateChain::State::first ? both.calm : both.burst;
  };
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    double missing = arrivals.exponential(i);  // of the cumulative rate, until job i
    for (double step = rate() * (chain.until_s() - now); step < missing;
         step = rate() * (chain.until_s() - now)) {
      missing -= step;
      now = chain.until_s();
      chain.next();
    }
    now += missing / rate();
    times[i] = now;
  }
  return times;
}

MmppArrivals::Rates MmppArrivals::rates(const ArrivalContext& context) const {
  const Rates given = {calm_.rate, burst_.rate};
  if (!mean_rate_) return given;
  const double factor = mean_rate_->per_second(context) / mean_of(given);
  return {factor * given.calm, factor * given.burst};
}

double MmppArrivals::mean_of(const Rates& rates) const {
  return (rates.calm * calm_.mean_s + rates.burst * burst_.mean_s) / (calm_.mean_s + burst_.mean_s);
}

/// The squared coefficient of variation of a gap seen from an arrival is
/// 1 + 2 s1 s2 (r1 - r2)^2 / ((s1 + s2)^2 (r1 r2 + r1 s2 + r2 s1)), s = 1/m the rates of change.
ArrivalTheory MmppArrivals::theory(const ArrivalContext& context) const {
  const auto [r1, r2] = rates(context);
  const double s1 = 1.0 / calm_.mean_s;
  const double s2 = 1.0 / burst_.mean_s;
  const double excess = 2.0 * s1 * s2 * (r1 - r2) * (r1 - r2) /
                        ((s1 + s2) * (s1 + s2) * (r1 * r2 + r1 * s2 + r2 * s1));
  return {mean_of({r1, r2}), std::sqrt(1.0 + excess)};
}

}  // namespace bacelab
