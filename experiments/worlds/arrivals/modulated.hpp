#pragma once

#include <array>
#include <optional>

#include "experiments/worlds/arrivals/arrivals.hpp"

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

/// A Poisson process modulated by a Markov chain of two states (MMPP-2; Fischer and
/// Meier-Hellstern 1993, doi 10.1016/0166-5316(93)90035-S): calm and burst, each with a rate of its
/// own, for exponential times. The chain is stationary from time 0. `load` is that of the mean rate
/// over time, (r1 m1 + r2 m2) / (m1 + m2), rates r and mean times m. Job i arrives when the
/// cumulated rate reaches the sum of i + 1 unit exponentials.
class MmppArrivals final : public ArrivalProcess {
 public:
  /// A state: its rate and the mean time of a stay.
  struct State {
    double rate;    ///< >= 0, jobs a second, or in any unit if a mean rate is given
    double mean_s;  ///< > 0
  };

  /// Rates as they are, or, with `mean_rate`, only their ratio counts. Not both may be 0.
  MmppArrivals(const State& calm, const State& burst, const std::optional<ArrivalRate>& mean_rate);
  static std::shared_ptr<const ArrivalProcess> make(const ConfigSection& section);

  [[nodiscard]] std::vector<double> times(const ArrivalContext& context,
                                          std::size_t jobs) const override;
  [[nodiscard]] ArrivalTheory theory(const ArrivalContext& context) const override;

 private:
  struct Rates {
    double calm;
    double burst;
  };
  [[nodiscard]] Rates rates(const ArrivalContext& context) const;
  [[nodiscard]] double mean_of(const Rates& rates) const;

  State calm_;
  State burst_;
  std::optional<ArrivalRate> mean_rate_;
};

}  // namespace bacelab
