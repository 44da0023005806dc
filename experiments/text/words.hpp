#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bacelab {

/// A text for a message, cut off between characters of UTF-8 if it is longer than `longest` bytes.
std::string shortened(const std::string& text, std::size_t longest = 60);

/// A key that the user gave, for a message: short, and without bytes that a terminal might not
/// show; bytes that are not UTF-8 are replaced.
std::string shown_key(std::string_view key);

/// The text without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);

/// Studies and tables use hours, scenarios and results seconds.
inline constexpr double seconds_per_hour = 3600.0;

/// The whole text as a number with a decimal point, whatever the locale; empty if it is not a
/// number, or one that a Number can't represent. For double, std::int64_t and std::uint64_t.
template <class Number>
std::optional<Number> number_from(std::string_view text);

/// "1:05" (m:s), "2:01:05" (h:m:s).
std::string clock_text(double seconds);

/// "12,345".
std::string grouped(std::size_t number);

/// "1 region", "12 regions".
std::string counted(std::size_t count, std::string_view thing);

/// Seconds from "90s", "50m", "1h30m", "2d", or, as Slurm writes it, from "[hours:]minutes:seconds"
/// and "days-hours[:minutes[:seconds]]"; a bare number is minutes, as with Slurm. Throws
/// InputError, naming `option`, for anything else, for no time at all, and from 10^9 s on.
double parse_duration(const std::string& option, const std::string& text);

}  // namespace bacelab
