#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bacelab {

/// A date and time of day as a text gives it.
struct Moment {
  double local_s = 0.0;         ///< s since 1970-01-01 00:00 of the same clock
  std::optional<int> offset_s;  ///< of the clock, ahead of UTC; none: the text has no zone
};

/// How messages describe what parse_moment() reads.
inline constexpr const char* moment_form =
    "a date such as 2023-03-01 00:18:22 or 2023-03-01T00:18:22+08:00";

/// YYYY-MM-DD, alone or followed by a blank or T and HH:MM[:SS[.fraction]], and then a zone (Z,
/// UTC, +HH:MM, +HHMM or +HH) or none. Empty for other texts and dates that do not exist.
std::optional<Moment> parse_moment(std::string_view text);

/// Seconds ahead of UTC from "+08:00", "-7", "0530" or "Z"; empty for other texts and more than 14
/// hours.
std::optional<int> parse_utc_offset(std::string_view text);

/// "2017-10-03 07:01:55", of seconds since 1970-01-01 00:00 UTC, a fraction left out.
std::string utc_text(double utc_s);

/// "+08:00".
std::string offset_text(int offset_s);

}  // namespace bacelab
