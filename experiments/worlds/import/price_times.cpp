#include "experiments/worlds/import/price_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/text/moments.hpp"

namespace bacelab {
namespace {

constexpr std::int64_t hour_of_prices_s = 3600;
constexpr std::int64_t shortest_step_s = 60;

std::string minute_text(std::int64_t utc_s) {
  return utc_text(static_cast<double>(utc_s)).substr(0, 16);
}

}  // namespace

std::optional<std::int64_t> PriceTimes::read(const CsvTable& csv) {
  const auto moment = parse_moment(csv.text(column_));
  if (!moment) csv.fail(column_, fmt::format("must be {}", moment_form));
  const auto local_s = static_cast<std::int64_t>(std::floor(moment->local_s));
  if (static_cast<double>(local_s) != moment->local_s) {
    csv.fail(column_, "is not a whole second, at which a price begins");
  }
  require_one_kind(csv, moment->offset_s.has_value());
  const auto utc_s = moment->offset_s ? std::optional(local_s - *moment->offset_s)
                                      : utc_of(local_s, *zone_, last_s_);
  if (!utc_s) {
    ++skipped_;
    return std::nullopt;
  }
  if (last_s_) require_order(csv, *utc_s);
  last_s_ = utc_s;
  return utc_s;
}

void PriceTimes::require_one_kind(const CsvTable& csv, bool has_zone) {
  if (!has_zone && !zone_) {
    csv.fail(column_, fmt::format("has no zone; allowed: times with one, or {}", hint_));
  }
  auto& first = has_zone ? with_zone_ : without_zone_;
  if (!first) first = csv.line();
  const auto& other = has_zone ? without_zone_ : with_zone_;
  if (!other) return;
  csv.fail(column_, fmt::format("has {} zone, but the time of line {} has {}; allowed: one kind",
                                has_zone ? "a" : "no", *other, has_zone ? "none" : "one"));
}

void PriceTimes::require_order(const CsvTable& csv, std::int64_t utc_s) {
  const std::int64_t since_s = utc_s - *last_s_;
  if (since_s <= 0) {
    csv.fail(column_,
             fmt::format("is not after {} UTC of the row above; allowed: each time once, in "
                         "order{}",
                         minute_text(*last_s_),
                         without_zone_ && zone_->summer == SummerTime::none && !hint_.empty()
                             ? fmt::format(" (local times with summer time: {})", hint_)
                             : ""));
  }
  if (!step_s_) {
    step_s_ = std::min(since_s, hour_of_prices_s);
    if (*step_s_ < shortest_step_s || hour_of_prices_s % *step_s_ != 0) {
      csv.fail(column_, fmt::format("is {} s after the row above; allowed: an hour, or a part of "
                                    "it such as 1800 s",
                                    since_s));
    }
  }
  if (since_s < *step_s_) {
    csv.fail(column_, fmt::format("is {} min after the row above; allowed: at least the {} min of "
                                  "the first rows",
                                  static_cast<double>(since_s) / 60.0, *step_s_ / 60));
  }
  const std::int64_t absent_s = since_s - *step_s_;
  if (absent_s > longest_gap * hour_of_prices_s) {
    csv.fail(column_, fmt::format("{} hours before it are not there; allowed: at most {}",
                                  absent_s / hour_of_prices_s, longest_gap));
  }
  absent_s_ += absent_s;
}

}  // namespace bacelab
