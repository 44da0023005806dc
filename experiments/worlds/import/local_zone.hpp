#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace bacelab {

/// When clocks go forward by an hour.
enum class SummerTime {
  none,
  eu,  ///< from the last Sunday of March to that of October, at 01:00 UTC (since 1996)
  us,  ///< from the second Sunday of March to the first of November, at 02:00 (since 2007)
};

/// The clock of local times without a zone.
struct LocalZone {
  int utc_offset_s = 0;  ///< ahead of UTC, without summer time
  SummerTime summer = SummerTime::none;

  /// "+01:00", "+01:00/eu" or "-06:00/us". Throws InputError, beginning with `option`, for others.
  static LocalZone parse(const std::string& option, const std::string& text);
  /// "UTC+01:00 with the summer time of the EU".
  [[nodiscard]] std::string text() const;
};

/// The seconds since 1970-01-01 00:00 UTC of a time of a local clock. Empty for one that the
/// clock skips in spring. Of one that it shows twice in autumn, the first; the second if the first
/// is not after `previous`.
std::optional<std::int64_t> utc_of(std::int64_t local_s, const LocalZone& zone,
                                   std::optional<std::int64_t> previous);

}  // namespace bacelab
