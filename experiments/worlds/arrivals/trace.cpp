#include "experiments/worlds/arrivals/trace.hpp"

#include <algorithm>

namespace bacelab {

std::shared_ptr<const ArrivalProcess> TraceArrivals::make(const ConfigSection& section) {
  return std::make_shared<TraceArrivals>(TraceReplay::read(section.root()));
}

std::vector<double> TraceArrivals::times(const ArrivalContext& context, std::size_t jobs) const {
  const TraceReplay::Start start = replay_->start(context.world);
  std::vector<double> times(jobs);
  double now = 0.0;
  for (std::size_t i = 0; i < jobs; ++i) {
    // Rounding must not turn the order around where the trace follows itself.
    now = std::max(now, replay_->arrival_s(start, i));
    times[i] = now;
  }
  return times;
}

}  // namespace bacelab
