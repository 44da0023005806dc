#include "experiments/worlds/import/local_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/errors.hpp"
#include "experiments/text/moments.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t day_s = 24 * hour_s;

std::int64_t seconds_of(std::chrono::sys_days day) {
  return day_s * day.time_since_epoch().count();
}

/// Is summer time in force at a time in UTC?
bool is_summer(std::int64_t utc_s, const LocalZone& zone) {
  using namespace std::chrono;
  const std::int64_t local_s = utc_s + zone.utc_offset_s;
  const std::int64_t days = local_s >= 0 ? local_s / day_s : (local_s - day_s + 1) / day_s;
  const year of_year = year_month_day(sys_days(std::chrono::days(static_cast<int>(days)))).year();
  switch (zone.summer) {
    case SummerTime::none:
      return false;
    case SummerTime::eu:
      return utc_s >= seconds_of(sys_days(of_year / March / Sunday[last])) + hour_s &&
             utc_s < seconds_of(sys_days(of_year / October / Sunday[last])) + hour_s;
    case SummerTime::us:
      return local_s >= seconds_of(sys_days(of_year / March / Sunday[2])) + 2 * hour_s &&
             local_s < seconds_of(sys_days(of_year / November / Sunday[1])) + hour_s;
  }
  return false;
}

}  // namespace

LocalZone LocalZone::parse(const std::string& option, const std::string& text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto offset = parse_utc_offset(std::string_view(text).substr(0, slash));
  const std::string rule = text.substr(slash);
  if (!offset || !(rule.empty() || rule == "/eu" || rule == "/us")) {
    throw InputError(
        fmt::format("{} {}: must be an offset such as +05:30, with summer time +01:00/eu or "
                    "-06:00/us",
                    option, shown_key(text)));
  }
  const SummerTime summer = rule == "/eu"   ? SummerTime::eu
                            : rule == "/us" ? SummerTime::us
                                            : SummerTime::none;
  return {*offset, summer};
}

std::string LocalZone::text() const {
  return fmt::format("UTC{}{}", offset_text(utc_offset_s),
                     summer == SummerTime::none ? ""
                     : summer == SummerTime::eu ? " with the summer time of the EU"
                                                : " with the summer time of the US");
}

std::optional<std::int64_t> utc_of(std::int64_t local_s, const LocalZone& zone,
                                   std::optional<std::int64_t> previous) {
  const std::int64_t in_winter = local_s - zone.utc_offset_s;
  const std::int64_t in_summer = in_winter - hour_s;
  const bool may_be_winter = !is_summer(in_winter, zone);
  const bool may_be_summer = is_summer(in_summer, zone);
  if (may_be_summer && may_be_winter) {
    return previous && *previous >= in_summer ? in_winter : in_summer;
  }
  if (may_be_summer) return in_summer;
  return may_be_winter ? std::optional(in_winter) : std::nullopt;
}

}  // namespace bacelab
