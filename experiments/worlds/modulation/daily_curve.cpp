#include "experiments/worlds/modulation/daily_curve.hpp"

#include <cmath>
#include <cstdint>
#include <numbers>

namespace bacelab {
namespace {

class DailyPieces final : public Modulation {
 public:
  /// `phase_hours`: hours past the peak at time 0.
  DailyPieces(double amplitude, double phase_hours)
      : amplitude_(amplitude), phase_hours_(phase_hours) {}

  Piece next() override {
    const double turn = (phase_hours_ + hour_) / 24.0;
    ++hour_;
    return {1.0 + amplitude_ * std::cos(2.0 * std::numbers::pi * turn), hour_ * 3600.0};
  }

 private:
  double amplitude_;
  double phase_hours_;
  std::uint32_t hour_ = 0;
};

}  // namespace

std::shared_ptr<const ModulationModel> DailyCurve::read(const ConfigSection& section) {
  const double amplitude =
      section.number("amplitude", 0.0, Bounds::non_negative(),
                     "Height of the daily curve over the base; above 1 prices turn negative");
  const double peak = section.number("peak_hour", 18.0, Bounds::right_open(0.0, 24.0).in("h"),
                                     "Local hour of the highest price");
  const double start = section.number("start_hour_utc", 0.0, Bounds::right_open(0.0, 24.0).in("h"),
                                      "Hour of the day, UTC, at time 0");
  if (amplitude == 0.0) return nullptr;
  return std::make_shared<DailyCurve>(amplitude, peak, start);
}

std::unique_ptr<Modulation> DailyCurve::make(const ModulationOwner& owner) const {
  return std::make_unique<DailyPieces>(amplitude_,
                                       start_hour_utc_ + owner.utc_offset_hours - peak_hour_);
}

}  // namespace bacelab
