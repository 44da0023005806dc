#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "experiments/text/section.hpp"
#include "experiments/worlds/inputs/price_table.hpp"
#include "experiments/worlds/modulation/modulation.hpp"
#include "experiments/worlds/process/calendar.hpp"
#include "experiments/worlds/process/day_blocks.hpp"

namespace bacelab {

/// Which hours of a file the hours of a world are: from one on, going round in a part of the file.
/// Hour i of the world is hour j = `first` + i of the file if j < `base`, else `base` + (j -
/// `base`) mod `length`.
struct FileHours {
  std::size_t first;
  std::size_t base;
  std::size_t length;

  [[nodiscard]] std::size_t at(std::size_t hour) const {
    const std::size_t j = first + hour;
    return j < base ? j : base + (j - base) % length;
  }
};

/// The prices of a file, hour by hour, the same hours for all regions (MODEL.md section 10): from
/// the first one, from one drawn in each world or set by a calendar, from the same day of a year
/// that is drawn, or of days drawn in blocks. USD/kWh of any sign.
class HourlyReplay final : public ModulationModel {
 public:
  /// In each world it begins at one of the hours 0, `step`, 2 `step` ... below `starts`, all
  /// equally likely; after the last hour the first one follows.
  struct FromHour {
    std::size_t starts;
    std::size_t step;
  };
  /// From the hour of the calendar on, or its days. After the last hour the time goes back by the
  /// whole days of the file.
  struct ByCalendar {
    std::shared_ptr<const Calendar> calendar;
  };
  /// In one of these calendar years, at the hour of the year that the calendar says, or the first
  /// day and an hour; going round in that year.
  struct InYear {
    std::vector<int> years;
    std::shared_ptr<const Calendar> calendar;  ///< may be null
    std::size_t start_hour;                    ///< without a calendar
  };
  /// Of drawn days; day 0 of them begins at `first` and the world at an hour of its day.
  struct OfDays {
    DayBlocks blocks;
    std::size_t first;
    std::size_t start_hour;
  };
  using Start = std::variant<FromHour, ByCalendar, InYear, OfDays>;

  HourlyReplay(std::shared_ptr<const PriceTable> table, Start start,
               std::vector<std::string> notes = {})
      : table_(std::move(table)), start_(std::move(start)), notes_(std::move(notes)) {}
  /// Reads [price.replay]; null if there is no file. Every region must be in it. Throws InputError.
  static std::shared_ptr<const ModulationModel> read(const ConfigSection& section,
                                                     const std::vector<std::string>& regions,
                                                     double horizon_s);

  [[nodiscard]] std::unique_ptr<Modulation> make(const ModulationOwner& owner) const override;
  [[nodiscard]] Effect effect() const override { return Effect::replaces; }
  /// Of the hours that the world goes round in.
  [[nodiscard]] Moments moments(const ModulationOwner& owner) const override;
  [[nodiscard]] std::vector<std::string> notes() const override { return notes_; }

 private:
  /// Of a world whose time goes on.
  [[nodiscard]] FileHours hours(const WorldId& world) const;
  /// Of a world of drawn days.
  [[nodiscard]] std::optional<OfDays> days() const;

  std::shared_ptr<const PriceTable> table_;
  Start start_;
  std::vector<std::string> notes_;
};

}  // namespace bacelab
