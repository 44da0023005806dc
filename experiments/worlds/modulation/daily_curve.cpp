#include "experiments/worlds/modulation/daily_curve.hpp"

#include <cmath>
#include <complex>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

namespace bacelab {
namespace {

const Bounds hour_of_day = Bounds::right_open(0.0, 24.0).in("h");

class DailyPieces final : public Modulation {
 public:
  /// `phases_hours`: hours past the peak at time 0, of each place that the mean is taken over.
  DailyPieces(double amplitude, std::vector<double> phases_hours)
      : amplitude_(amplitude), phases_hours_(std::move(phases_hours)) {}

  Piece next() override {
    double sum = 0.0;
    for (const double phase : phases_hours_) {
      const double turn = (phase + hour_) / 24.0;
      sum += std::cos(2.0 * std::numbers::pi * turn);
    }
    ++hour_;
    return {1.0 + amplitude_ * (sum / static_cast<double>(phases_hours_.size())), hour_ * 3600.0};
  }

 private:
  double amplitude_;
  std::vector<double> phases_hours_;
  std::uint32_t hour_ = 0;
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
  std::complex<double> sum = 0.0;
  for (const double local_hour : owner.local_hours) {
    sum += std::polar(1.0, 2.0 * std::numbers::pi * local_hour / 24.0);
  }
  const double height = amplitude_ * std::abs(sum) / static_cast<double>(owner.local_hours.size());
  return {1.0, 0.5 * height * height};
}

}  // namespace bacelab
