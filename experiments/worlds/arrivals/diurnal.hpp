#pragma once

#include <array>

#include "experiments/worlds/arrivals.hpp"
#include "experiments/worlds/arrivals/rate.hpp"

namespace bacelab {

/// A Poisson process whose rate at local hour h of the day is rate * multiplier(h) / mean
/// multiplier: `rate`, or the load, is the mean over a day whatever unit the multipliers are in.
/// Made by thinning (Lewis and Shedler 1979, doi 10.1002/nav.3800260304): candidates come at the
/// highest rate, and each is kept with probability multiplier / highest multiplier. The local hour
/// at t s is (hour at time 0 in UTC + offset + t / 3600) mod 24. `rate` in jobs an hour, > 0, or a
/// load (ArrivalRate).
class DiurnalArrivals final : public ArrivalProcess {
 public:
  /// The multiplier from hour 0 to 1, 1 to 2, ... 23 to 24 of local time; >= 0, not all 0.
  using Multipliers = std::array<double, 24>;

  /// The offset is local time minus UTC in h, within [-12, 14].
  DiurnalArrivals(const ArrivalRate& rate, const Multipliers& multipliers, double utc_offset_hours);
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  ArrivalRate rate_;
  Multipliers multipliers_;
  double highest_;
  double mean_;
  double utc_offset_hours_;
};

}  // namespace bacelab
