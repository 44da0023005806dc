#include "experiments/worlds/arrivals/arrivals.hpp"

#include <array>

#include "experiments/text/words.hpp"
#include "experiments/worlds/arrivals/modulated.hpp"
#include "experiments/worlds/arrivals/renewal.hpp"

namespace bacelab {

namespace {

constexpr auto all_arrival_processes = std::to_array<ProcessInfo<ArrivalProcess>>({
    {"batch", "all jobs at once", BatchArrivals::make},
    {"poisson", "exponential gaps at a constant rate", PoissonArrivals::make},
    {"gamma", "independent gamma gaps with gap_cv", GammaArrivals::make},
    {"diurnal", "a Poisson process whose rate follows the hour of the day", DiurnalArrivals::make},
    {"mmpp", "a Poisson process whose rate changes between calm and burst", MmppArrivals::make},
    {"compound", "Poisson batches of geometric size", CompoundArrivals::make},
    {"trace", "the arrivals of recorded jobs, see [trace]", TraceArrivals::make},
});

}  // namespace

Registry<ProcessInfo<ArrivalProcess>> arrival_processes() {
  static constexpr Registry registry(all_arrival_processes);
  return registry;
}

ArrivalRate::ArrivalRate(const ConfigSection& section)
    : rate_per_hour_(section.optional_number("rate_per_hour", Bounds::positive().in("1/h"),
                                             "Jobs per hour; this or load")),
      load_(section.optional_number(
          "load", Bounds::positive(),
          "Offered load, which sets the rate: rate * mean GPU-hours per job / GPUs; this or "
          "rate_per_hour")) {
  if (rate_per_hour_ && load_) {
    section.fail("load", "the rate is given already, by rate_per_hour", "one of the two");
  }
  if (!rate_per_hour_ && !load_) {
    section.fail_missing("rate_per_hour", "this process needs a rate", "rate_per_hour or load",
                         config::to_value(1.0));
  }
}

double ArrivalRate::per_second(const ArrivalContext& context) const {
  if (rate_per_hour_) return *rate_per_hour_ / seconds_per_hour;
  return *load_ * context.gpus / context.mean_gpu_seconds;
}

}  // namespace bacelab
