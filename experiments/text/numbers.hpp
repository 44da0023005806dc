#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace bacelab {

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

}  // namespace bacelab
