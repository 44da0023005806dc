#pragma once

#include <memory>

#include "experiments/config/section.hpp"
#include "experiments/worlds/modulation.hpp"

namespace bacelab {

/// 1 + amplitude * cos(2 pi (local hour - peak hour) / 24), constant over each hour with the value
/// at its beginning. Its mean over a day is 1.
class DailyCurve final : public ModulationModel {
 public:
  /// `start_hour_utc`: hour of the day at time 0.
  DailyCurve(double amplitude, double peak_hour, double start_hour_utc)
      : amplitude_(amplitude), peak_hour_(peak_hour), start_hour_utc_(start_hour_utc) {}
  /// Reads `amplitude`, `peak_hour` and `start_hour_utc`; null if the amplitude is 0.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;

 private:
  double amplitude_;
  double peak_hour_;
  double start_hour_utc_;
};

}  // namespace bacelab
