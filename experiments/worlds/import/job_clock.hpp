#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "experiments/text/csv_table.hpp"

namespace bacelab {

/// Reads the times of records: numbers (seconds from an origin of their own, in a column
/// submit_utc_s from 1970) or dates, with a zone or without one. All times of an import are of one
/// kind.
class JobClock {
 public:
  /// `utc_offset_s`: of dates without a zone; none: they are UTC, and must not be mixed with dates
  /// that have one. `origin_utc_s`: of times that are numbers; none: unknown. `unit_s`: of these
  /// and of durations.
  explicit JobClock(std::optional<int> utc_offset_s = {}, std::optional<double> origin_utc_s = {},
                    double unit_s = 1.0);

  /// Throws InputError: file, line, column, value and what is allowed.
  double seconds(const CsvTable& csv, CsvColumn column);
  /// A time that the user gives as `option`. Throws InputError unless it is of the kind of the
  /// records, of which one must have been read.
  [[nodiscard]] double seconds(std::string_view option, const std::string& text) const;

  /// One for other times of the same files, which may be of another kind.
  [[nodiscard]] JobClock of_other_times() const { return JobClock(utc_offset_s_, {}, unit_s_); }

  /// The unit of numbers, s.
  [[nodiscard]] double unit_s() const { return unit_s_; }
  /// Are the seconds since 1970-01-01 00:00 UTC?
  [[nodiscard]] bool is_dated() const {
    return kind_ == Kind::dates || kind_ == Kind::utc_numbers || origin_utc_s_.has_value();
  }
  /// What is assumed about the times, in words.
  [[nodiscard]] std::string assumption() const;

 private:
  enum class Kind { unknown, numbers, utc_numbers, dates };

  static const char* text_of(Kind kind);

  double read(const CsvTable& csv, CsvColumn column);
  void require(Kind kind, const CsvTable& csv, CsvColumn column);
  void require_one_zone(bool has_zone, const CsvTable& csv, CsvColumn column);

  std::optional<int> utc_offset_s_;
  std::optional<double> origin_utc_s_;
  double unit_s_;
  Kind kind_ = Kind::unknown;
  std::string first_of_kind_;              // file and line
  std::optional<std::string> first_zone_;  // the first with a zone
  std::optional<std::string> first_without_zone_;
};

}  // namespace bacelab
