#pragma once

#include <memory>
#include <utility>

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/trace_replay.hpp"

namespace bacelab {

/// The arrivals of a recorded trace.
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
