#include "experiments/text/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>

#include "core/errors.hpp"

namespace bacelab {

std::string shortened(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

std::string shown_key(std::string_view key) {
  constexpr bool ascii_only = true;
  const std::string quoted =
      nlohmann::json(key).dump(-1, ' ', ascii_only, nlohmann::json::error_handler_t::replace);
  return shortened(quoted.substr(1, quoted.size() - 2));
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

template <class Number>
std::optional<Number> number_from(std::string_view text) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && last == end ? std::optional(number) : std::nullopt;
}

template std::optional<double> number_from(std::string_view text);
template std::optional<std::int64_t> number_from(std::string_view text);
template std::optional<std::uint64_t> number_from(std::string_view text);

std::string clock_text(double seconds) {
  const auto whole = static_cast<long long>(std::max(0.0, std::ceil(seconds)));
  const long long hours = whole / 3600;
  const long long minutes = whole / 60 % 60;
  if (hours > 0) return fmt::format("{}:{:02}:{:02}", hours, minutes, whole % 60);
  return fmt::format("{}:{:02}", minutes, whole % 60);
}

std::string grouped(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::ptrdiff_t i = std::ssize(digits) - 3; i > 0; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

namespace {

/// Takes a number off the front of the text.
std::optional<double> take_number(std::string_view& text) {
  double number = 0.0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || number < 0.0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

double seconds_of_unit(char unit) {
  switch (unit) {
    case 'd':
      return 86400.0;
    case 'h':
      return 3600.0;
    case 'm':
      return 60.0;
    case 's':
      return 1.0;
    default:
      return 0.0;
  }
}

/// "1h30m"; each unit smaller than the one before.
std::optional<double> with_units(std::string_view text) {
  double seconds = 0.0;
  double last = 1e300;
  while (!text.empty()) {
    const auto number = take_number(text);
    const double unit = text.empty() ? 0.0 : seconds_of_unit(text.front());
    if (!number || unit == 0.0 || unit >= last) return std::nullopt;
    seconds += *number * unit;
    last = unit;
    text.remove_prefix(1);
  }
  return seconds;
}

/// "2:00:00", "50:00", and "50", which is minutes.
std::optional<double> with_colons(std::string_view text) {
  double seconds = 0.0;
  int parts = 0;
  for (;; text.remove_prefix(1)) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    seconds = 60.0 * seconds + *number;
    ++parts;
    if (text.empty()) break;
    if (text.front() != ':' || parts == 3) return std::nullopt;
  }
  return parts == 1 ? 60.0 * seconds : seconds;
}

/// "2-12:30:00", "2-12:30" and "2-12": days, then hours, as Slurm writes it.
std::optional<double> with_days(std::string_view text) {
  const auto days = take_number(text);
  if (!days || text.empty() || text.front() != '-') return std::nullopt;
  double seconds = 86400.0 * *days;
  for (const double unit : {3600.0, 60.0, 1.0}) {
    text.remove_prefix(1);
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    seconds += *number * unit;
    if (text.empty()) return seconds;
    if (text.front() != ':') return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

double parse_duration(const std::string& option, const std::string& text) {
  auto seconds = with_colons(text);
  if (!seconds) seconds = with_units(text);
  if (!seconds) seconds = with_days(text);
  if (seconds && *seconds > 0.0 && *seconds < 1e9) return *seconds;
  throw InputError(
      fmt::format("{} {}: is not a time; allowed: 90s, 50m, 1h30m, 2:00:00 (h:m:s), 1-12:00:00 "
                  "(with days), or a "
                  "number of minutes",
                  option, text));
}

}  // namespace bacelab
