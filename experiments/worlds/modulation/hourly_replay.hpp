#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/price_table.hpp"
#include "experiments/worlds/modulation/modulation.hpp"

namespace bacelab {

/// The prices of a file, hour by hour, from an hour that is common to all regions: the first, or
/// one drawn in each world. At the end of the file they begin again, or the end is never reached.
/// With the H prices p of a region in USD/kWh, of any sign, the price in hour i of the run is p[(h
/// + i) mod H]; h = step * floor(u n), u uniform, n the number of hours that it may begin with
/// (MODEL.md section 10).
class HourlyReplay final : public ModulationModel {
 public:
  /// In each world it begins at one of the hours 0, `step`, 2 `step` ... below `starts`, all
  /// equally likely.
  HourlyReplay(std::shared_ptr<const PriceTable> table, std::size_t starts, std::size_t step)
      : table_(std::move(table)), starts_(starts), step_(step) {}
  /// Reads `file`, `start` and `at_end`; null if there is no file. Every region must be in it.
  /// Throws InputError.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section,
                                                     const std::vector<std::string>& regions,
                                                     double horizon_s);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  [[nodiscard]] Effect effect() const override { return Effect::replaces; }
  /// Of the hours of the file.
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;

 private:
  std::shared_ptr<const PriceTable> table_;
  std::size_t starts_;
  std::size_t step_;
};

}  // namespace bacelab
