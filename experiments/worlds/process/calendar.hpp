#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "experiments/random/stream.hpp"
#include "experiments/text/section.hpp"
#include "experiments/worlds/process/day_blocks.hpp"

namespace bacelab {

/// When time 0 of a world is, for everything in it: the recorded jobs, the recorded prices and what
/// follows the hour of the day (MODEL.md section 10). Immutable: all threads share one.
class Calendar {
 public:
  /// In each world time 0 is the beginning of one of the hours `first`, `first` + `step` ..., so
  /// many `choices`, all equally likely. In hours since 1970-01-01 00:00 UTC.
  Calendar(std::int64_t first, std::int64_t choices, std::int64_t step)
      : first_(first), choices_(choices), step_(step) {}
  /// Worlds of drawn days, of which day 0 of the record begins at the hour `first`.
  Calendar(std::int64_t first, DayBlocks days) : first_(first), days_(std::move(days)) {}

  /// Reads study.start; null if the study has none. Every file with a record must be dated and
  /// contain time 0. Throws InputError.
  static std::shared_ptr<const Calendar> read(const ConfigSection& root);

  /// Time 0 of a world, in hours since 1970-01-01 00:00 UTC.
  [[nodiscard]] std::int64_t start(const WorldId& world) const;
  /// The same as the hour of its day, from 0 to 23.
  [[nodiscard]] double hour_of_day(const WorldId& world) const;

  /// The days that worlds are made of; null: time goes on from the start.
  [[nodiscard]] const DayBlocks* days() const { return days_ ? &*days_ : nullptr; }
  /// The first hour of day 0 of these.
  [[nodiscard]] std::int64_t first_hour() const { return first_; }

 private:
  std::int64_t first_;
  std::int64_t choices_ = 1;
  std::int64_t step_ = 1;
  std::optional<DayBlocks> days_;
};

/// Reads study.start_hour_utc, the hour of the day at time 0 of a study without a calendar.
double read_start_hour(const ConfigSection& root);

/// Reads `start` of [price.replay] in a study with a calendar: are the prices those of a drawn
/// year?
bool reads_drawn_year(const ConfigSection& replay);

/// Reads study.horizon_hours. With a calendar its default lasts as long as the recorded jobs take
/// to come, and 2,000 hours more.
double read_horizon_hours(const ConfigSection& root);

}  // namespace bacelab
