#include "experiments/worlds/arrivals/mmpp.hpp"

#include <cmath>

#include "experiments/worlds/two_state_chain.hpp"

namespace bacelab {
namespace {

constexpr double seconds_per_hour = 3600.0;

/// The rates an hour as the study gives them; none: it gives their mean.
std::optional<std::pair<double, double>> read_rates(const ConfigSection& section) {
  const Bounds bounds = Bounds::non_negative().in("1/h");
  const auto calm = section.optional_number("calm_rate_per_hour", bounds,
                                            "Jobs an hour while it is calm; this and "
                                            "burst_rate_per_hour, or rate_per_hour, or load");
  const auto burst =
      section.optional_number("burst_rate_per_hour", bounds, "Jobs an hour in a burst");
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
      seconds_per_hour * section.number("calm_hours", 8.0, time, "Mean time between two bursts");
  const double burst_s =
      seconds_per_hour * section.number("burst_hours", 2.0, time, "Mean time that a burst lasts");
  if (const auto rates = read_rates(section)) {
    return std::make_shared<MmppArrivals>(State{rates->first / seconds_per_hour, calm_s},
                                          State{rates->second / seconds_per_hour, burst_s},
                                          std::nullopt);
  }
  const ArrivalRate mean_rate(section);
  const double ratio = section.number("burst_ratio", 10.0, Bounds::at_least(1.0),
                                      "Rate in a burst over the rate while it is calm");
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
    double missing = arrivals.exponential(i);  // of the cumulated rate, until job i
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
