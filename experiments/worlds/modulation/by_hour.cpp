#include "experiments/worlds/modulation/by_hour.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

#include "experiments/arithmetic/elementary.hpp"

namespace bacelab {
namespace {

const Bounds hour_of_day = Bounds::right_open(0.0, 24.0).in("h");

class DailyPieces final : public Modulation {
 public:
  /// `phases_hours`: hours past the peak at time 0, of each place that the mean is taken over.
  DailyPieces(double amplitude, std::vector<double> phases_hours)
      : amplitude_(amplitude), phases_hours_(std::move(phases_hours)) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    sums_.assign(pieces.size(), 0.0);
    for (const double phase : phases_hours_) {
      cosines_.clear();
      for (std::uint32_t i = 0; i < pieces.size(); ++i) {
        const double turn = (phase + (hour_ + i)) / 24.0;
        cosines_.push_back(2.0 * std::numbers::pi * turn);
      }
      arithmetic::cos(cosines_);
      for (std::size_t i = 0; i < pieces.size(); ++i) sums_[i] += cosines_[i];
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      ++hour_;
      const double mean = sums_[i] / static_cast<double>(phases_hours_.size());
      pieces[i] = {1.0 + amplitude_ * mean, hour_ * 3600.0};
    }
    return pieces.size();
  }

  double amplitude_;
  std::vector<double> phases_hours_;
  std::uint32_t hour_ = 0;
  std::vector<double> sums_;
  std::vector<double> cosines_;
};

}  // namespace

std::shared_ptr<const ModulationModel> DailyCurve::read_price(const ConfigSection& section) {
  const double amplitude = section.number(
      "amplitude", 0.0, Bounds::non_negative(),
      "Amplitude of the daily curve as a fraction of the base; above 1 prices turn negative");
  const double peak =
      section.number("peak_hour", 18.0, hour_of_day, "Local hour of the highest price");
  if (amplitude == 0.0) return nullptr;
  return std::make_shared<DailyCurve>(amplitude, peak);
}

std::shared_ptr<const ModulationModel> DailyCurve::read_bandwidth(const ConfigSection& section) {
  const double amplitude = section.number("amplitude", 0.0, Bounds::fraction(),
                                          "Fraction of the bandwidth that is missing at the busy "
                                          "hour and added 12 hours later; the mean is unchanged");
  const double busy = section.number("busy_hour", 20.0, hour_of_day,
                                     "Local hour of the lowest bandwidth, at both ends of a link");
  if (amplitude == 0.0) return nullptr;
  return std::make_shared<DailyCurve>(-amplitude, busy);
}

std::unique_ptr<Modulation> DailyCurve::make(const ModulationOwner& owner) const {
  std::vector<double> phases;
  for (const double local_hour : owner.local_hours) phases.push_back(local_hour - peak_hour_);
  return std::make_unique<DailyPieces>(amplitude_, std::move(phases));
}

Moments DailyCurve::moments(const ModulationOwner& owner) const {
  double along = 0.0;
  double across = 0.0;
  for (const double local_hour : owner.local_hours) {
    const double angle = 2.0 * std::numbers::pi * local_hour / 24.0;
    along += arithmetic::cos(angle);
    across += arithmetic::sin(angle);
  }
  const double length = std::sqrt(along * along + across * across);
  const double height = amplitude_ * length / static_cast<double>(owner.local_hours.size());
  return {1.0, 0.5 * height * height};
}

}  // namespace bacelab
