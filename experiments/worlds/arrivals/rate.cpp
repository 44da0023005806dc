#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

ArrivalRate::ArrivalRate(const ConfigSection& section)
    : rate_per_hour_(section.optional_number("rate_per_hour", Bounds::positive().in("1/h"),
                                             "Jobs an hour; this or load")),
      load_(section.optional_number("load", Bounds::positive(),
                                    "Offered work over all GPUs, from which the rate follows: "
                                    "rate * mean GPU-hours of a job / GPUs; this or "
                                    "rate_per_hour")) {
  if (rate_per_hour_ && load_) {
    section.fail("load", "the rate is given already, by rate_per_hour", "one of the two");
  }
  if (!rate_per_hour_ && !load_) {
    section.fail("rate_per_hour", "this process needs a rate", "rate_per_hour or load");
  }
}

double ArrivalRate::per_second(const ArrivalContext& context) const {
  if (rate_per_hour_) return *rate_per_hour_ / 3600.0;
  return *load_ * context.total_gpus / context.mean_gpu_seconds;
}

}  // namespace bacelab
