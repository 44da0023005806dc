#pragma once

#include "experiments/worlds/work.hpp"

namespace bacelab {

/// The same number N of iterations for every job; E_j = N T(k*) s follows from what it trains,
/// T(k*) its iteration time at the best stage count without transfers (MODEL.md section 10).
class IterationsWork final : public WorkDistribution {
 public:
  /// `iterations` > 0, a real number.
  explicit IterationsWork(double iterations) : iterations_(iterations) {}
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double iterations(const JobKind& kind, const RandomStream& stream,
                                  std::uint32_t position) const override;
  [[nodiscard]] double mean_seconds(const JobKind& kind) const override;

 private:
  double iterations_;
};

}  // namespace bacelab
