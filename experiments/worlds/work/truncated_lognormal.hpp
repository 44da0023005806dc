#pragma once

#include "experiments/random/truncated_normal.hpp"
#include "experiments/worlds/work.hpp"
#include "experiments/worlds/work/hours_range.hpp"

namespace bacelab {

/// Lognormal hours that are kept within a range: median * exp(sigma n), n standard normal given
/// that the hours lie in it (not cut at its ends). `median` and `sigma` are those of the
/// distribution before it is truncated. With a = ln(low/median)/sigma and b = ln(high/median)/sigma
/// the mean is median e^(sigma^2/2) (Phi(b - sigma) - Phi(a - sigma)) / (Phi(b) - Phi(a)) (Johnson,
/// Kotz and Balakrishnan 1994, Continuous Univariate Distributions 1, chapters 13 and 14).
class TruncatedLognormalWork final : public HoursDistribution {
 public:
  /// `median_hours` > 0; `sigma` > 0, of the logarithm, without unit; the range in h. `make`
  /// refuses ranges with less than 10^-6 of the distribution.
  TruncatedLognormalWork(double median_hours, double sigma, const HoursRange& range);
  static std::shared_ptr<const WorkDistribution> make(const ConfigSection& section);

  [[nodiscard]] double hours(const RandomStream& stream, std::uint32_t position) const override;
  [[nodiscard]] double mean_hours() const override;

 private:
  double median_hours_;
  double sigma_;
  HoursRange range_;
  TruncatedNormal normal_;
};

}  // namespace bacelab
