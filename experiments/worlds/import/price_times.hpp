#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "experiments/text/csv_table.hpp"
#include "experiments/worlds/import/local_zone.hpp"

namespace bacelab {

/// The longest time without a row.
inline constexpr std::int64_t longest_gap = 31 * 24;  ///< hours

/// The times of a file of prices, from the first row to the last: in UTC, with offsets, or local
/// ones of a zone that the user says. Each must be after the one before.
class PriceTimes {
 public:
  /// `zone`: of times without an offset; none: they are refused. `hint`: how messages say
  /// that users give one; empty if it is UTC anyhow.
  PriceTimes(CsvColumn column, std::optional<LocalZone> zone, std::string hint)
      : column_(column), zone_(zone), hint_(std::move(hint)) {}

  /// The time of a row, s since 1970-01-01 00:00 UTC; empty for a local one that clocks skip.
  /// Throws InputError: file, line, column, value and what is allowed.
  std::optional<std::int64_t> read(const CsvTable& csv);

  /// For how long the first of two rows holds: the time between the first two rows, at most an
  /// hour.
  [[nodiscard]] std::int64_t step_s() const { return step_s_.value_or(3600); }
  /// Hours between rows for which no row holds.
  [[nodiscard]] double absent_hours() const { return static_cast<double>(absent_s_) / 3600.0; }
  /// Rows at times that clocks skip.
  [[nodiscard]] std::size_t skipped() const { return skipped_; }
  /// Do they begin at other minutes than those of UTC?
  [[nodiscard]] bool begin_inside_hours() const { return last_s_ && *last_s_ % 3600 != 0; }
  /// Does any time have no offset?
  [[nodiscard]] bool are_local() const { return without_zone_.has_value(); }
  [[nodiscard]] const std::optional<LocalZone>& zone() const { return zone_; }

 private:
  void require_order(const CsvTable& csv, std::int64_t utc_s);
  void require_one_kind(const CsvTable& csv, bool has_zone);

  CsvColumn column_;
  std::optional<LocalZone> zone_;
  std::string hint_;
  std::optional<std::int64_t> last_s_;
  std::optional<std::int64_t> step_s_;
  std::int64_t absent_s_ = 0;
  std::size_t skipped_ = 0;
  std::optional<std::size_t> with_zone_;     // the first line
  std::optional<std::size_t> without_zone_;  // the first line
};

}  // namespace bacelab
