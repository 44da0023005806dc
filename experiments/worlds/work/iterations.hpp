#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// The same number of iterations for every job; E_j follows from what it trains.
class IterationsWork final : public WorkDistribution {
 public:
  explicit IterationsWork(double iterations) : iterations_(iterations) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const override;
  [[nodiscard]] double mean_seconds(const JobKind& kind) const override;

 private:
  double iterations_;
};

}  // namespace bacelab
