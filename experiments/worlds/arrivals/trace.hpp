#pragma once

#include <memory>
#include <utility>

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/trace_replay.hpp"

namespace bacelab {

/// The arrivals of a recorded trace (MODEL.md section 10): job i arrives at max(0, s_r - s_0 + c p
/// - m) s, s_r the submit time of its row r, s_0 that of the first, c how often the trace has begun
/// again, p its period and m the moment of the trace at time 0 (TraceReplay). Submit times in s,
/// ascending, from any origin, within +-10^12.
class TraceArrivals final : public ArrivalProcess {
 public:
  explicit TraceArrivals(std::shared_ptr<const TraceReplay> replay) : replay_(std::move(replay)) {}
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;

 private:
  std::shared_ptr<const TraceReplay> replay_;
};

}  // namespace bacelab
