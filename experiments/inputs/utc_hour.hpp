#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bacelab {

/// The hours from 1970-01-01 00:00 UTC to a time such as `2023-01-31 23:00`, `2023-01-31T23:00:00Z`
/// or `2023-01-31 23:00:00+00:00`. None if the text is no such time, of another zone than UTC, or
/// not at the beginning of an hour.
std::optional<std::int64_t> parse_utc_hour(std::string_view text);

/// `2023-01-31 23:00`.
std::string utc_hour_text(std::int64_t hour);

}  // namespace bacelab
