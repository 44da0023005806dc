#include "experiments/text/moments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace bacelab {
namespace {

constexpr int seconds_of_day = 86400;
constexpr int most_offset_s = 14 * 3600;

bool skip_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// Takes exactly `digits` digits, of a number up to `most`, off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t digits, int most) {
  if (text.size() < digits) return std::nullopt;
  const std::string_view number = text.substr(0, digits);
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int value = 0;
  std::from_chars(number.data(), number.data() + digits, value);
  if (value > most) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

std::optional<double> take_day_s(std::string_view& text) {
  const auto year = take_digits(text, 4, 9999);
  if (!year || !skip_word(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2, 12);
  if (!month || !skip_word(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2, 31);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return seconds_of_day *
         static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// The digits after a decimal point.
std::optional<double> take_fraction(std::string_view& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0) return std::nullopt;
  double fraction = 0.0;
  double unit = 1.0;
  for (const char digit : text.substr(0, digits)) fraction += (unit /= 10.0) * (digit - '0');
  text.remove_prefix(digits);
  return fraction;
}

std::optional<double> take_time_s(std::string_view& text) {
  const auto hour = take_digits(text, 2, 23);
  if (!hour || !skip_word(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2, 59);
  if (!minute) return std::nullopt;
  double seconds = 3600.0 * *hour + 60.0 * *minute;
  if (!skip_word(text, ":")) return seconds;
  const auto second = take_digits(text, 2, 59);
  if (!second) return std::nullopt;
  seconds += *second;
  if (!skip_word(text, ".")) return seconds;
  const auto fraction = take_fraction(text);
  return fraction ? std::optional(seconds + *fraction) : std::nullopt;
}

}  // namespace

std::optional<int> parse_utc_offset(std::string_view text) {
  if (text == "Z" || text == "UTC") return 0;
  const bool west = text.starts_with("-");
  if (!skip_word(text, "-")) skip_word(text, "+");
  const bool short_hour = text.size() == 1 || text.substr(0, 2).ends_with(':');
  const auto hours = take_digits(text, short_hour ? 1 : 2, 14);
  if (!hours) return std::nullopt;
  int minutes = 0;
  if (!text.empty()) {
    skip_word(text, ":");
    const auto given = take_digits(text, 2, 59);
    if (!given || !text.empty()) return std::nullopt;
    minutes = *given;
  }
  const int offset_s = 3600 * *hours + 60 * minutes;
  if (offset_s > most_offset_s) return std::nullopt;
  return west ? -offset_s : offset_s;
}

std::optional<Moment> parse_moment(std::string_view text) {
  const auto day_s = take_day_s(text);
  if (!day_s) return std::nullopt;
  Moment moment{*day_s, std::nullopt};
  if (text.empty()) return moment;
  if (!skip_word(text, " ") && !skip_word(text, "T")) return std::nullopt;
  const auto time_s = take_time_s(text);
  if (!time_s) return std::nullopt;
  moment.local_s += *time_s;
  skip_word(text, " ");
  if (text.empty()) return moment;
  // A sign keeps "00:18:22 08" from being one.
  if (text.front() != '+' && text.front() != '-' && text != "Z" && text != "UTC") {
    return std::nullopt;
  }
  moment.offset_s = parse_utc_offset(text);
  return moment.offset_s ? std::optional(moment) : std::nullopt;
}

std::string utc_text(double utc_s) {
  const auto seconds = static_cast<std::int64_t>(std::floor(utc_s));
  const std::int64_t in_day = ((seconds % seconds_of_day) + seconds_of_day) % seconds_of_day;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days((seconds - in_day) / seconds_of_day))};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     in_day / 3600, in_day / 60 % 60, in_day % 60);
}

std::string offset_text(int offset_s) {
  const int minutes = std::abs(offset_s) / 60;
  return fmt::format("{}{:02}:{:02}", offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace bacelab
