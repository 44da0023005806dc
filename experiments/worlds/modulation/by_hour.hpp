#pragma once

#include <memory>

#include "experiments/text/section.hpp"
#include "experiments/worlds/modulation/modulation.hpp"

namespace bacelab {

/// 1 + amplitude * cos(2 pi (local hour - peak hour) / 24), constant over each hour of the run with
/// the value at its beginning; for a link the mean over both of its ends. Its mean over a day is 1.
/// A negative amplitude turns the peak hour into a trough. Prices: MODEL.md section 10; bandwidths
/// in the same way, with 1 - amplitude * cos(2 pi (local hour - busy hour) / 24).
class DailyCurve final : public ModulationModel {
 public:
  /// The amplitude without unit: >= 0 of prices, where more than 1 makes some negative, in [-1, 0]
  /// of bandwidths; the hour in [0, 24).
  DailyCurve(double amplitude, double peak_hour) : amplitude_(amplitude), peak_hour_(peak_hour) {}
  /// Prices: reads `amplitude` and `peak_hour`; null if the amplitude is 0.
  static std::shared_ptr<const ModulationModel> read_price(const ConfigSection& section);
  /// The fraction of a bandwidth that other traffic leaves: reads `amplitude` and `busy_hour`; null
  /// if the amplitude is 0.
  static std::shared_ptr<const ModulationModel> read_bandwidth(const ConfigSection& section);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  /// The variance of a cosine over a day is 1/2, and less if the two ends of a link are not in
  /// phase.
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

 private:
  double amplitude_;
  double peak_hour_;
};

}  // namespace bacelab
