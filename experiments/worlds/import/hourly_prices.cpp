#include "experiments/worlds/import/hourly_prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/errors.hpp"
#include "core/no_value.hpp"
#include "experiments/worlds/inputs/price_table.hpp"

namespace bacelab {
namespace {

constexpr std::int64_t seconds_of_hour = 3600;

std::int64_t hour_of(std::int64_t s) {
  return s >= 0 ? s / seconds_of_hour : (s - seconds_of_hour + 1) / seconds_of_hour;
}

}  // namespace

void HourlyPrices::reach(std::int64_t hour) {
  if (means_.empty()) first_hour_ = hour;
  const auto size = static_cast<std::size_t>(hour - first_hour_ + 1);
  if (size <= means_.size()) return;
  means_.resize(size, no_value);
  seconds_.resize(size, 0);
}

void HourlyPrices::blend(std::size_t i, double price, std::int32_t seconds) {
  if (seconds_[i] == 0) {
    means_[i] = price;  // exact: most hours have one price
  } else {
    means_[i] += (price - means_[i]) * seconds / (seconds_[i] + seconds);
  }
  seconds_[i] += seconds;
}

void HourlyPrices::add(std::int64_t begin_s, std::int64_t length_s, double price) {
  const std::int64_t end_s = begin_s + length_s;
  for (std::int64_t hour = hour_of(begin_s); hour * seconds_of_hour < end_s; ++hour) {
    reach(hour);
    if (std::isnan(price)) continue;
    const std::int64_t from = std::max(begin_s, hour * seconds_of_hour);
    const std::int64_t to = std::min(end_s, (hour + 1) * seconds_of_hour);
    blend(static_cast<std::size_t>(hour - first_hour_), price,
          static_cast<std::int32_t>(to - from));
  }
}

void HourlyPrices::scale(double factor) {
  for (double& mean : means_) mean *= factor;
}

void HourlyPrices::divide(double divisor) {
  for (double& mean : means_) mean /= divisor;
}

std::size_t HourlyPrices::partial_hours() const {
  return static_cast<std::size_t>(
      std::count_if(seconds_.begin(), seconds_.end(),
                    [](std::int32_t known) { return known > 0 && known < seconds_of_hour; }));
}

void HourlyPrices::append(const HourlyPrices& later, std::int64_t longest_gap,
                          const std::string& file, const std::string& later_file) {
  if (later.first_hour_ - end_hour() > longest_gap) {
    throw InputError(fmt::format("{}: begins {} hours after the end of {}; allowed: at most {}",
                                 later_file, later.first_hour_ - end_hour(), file, longest_gap));
  }
  for (std::size_t i = 0; i < later.means_.size(); ++i) {
    const std::int64_t hour = later.first_hour_ + static_cast<std::int64_t>(i);
    reach(hour);
    if (later.seconds_[i] == 0) continue;
    const auto at = static_cast<std::size_t>(hour - first_hour_);
    if (seconds_[at] + later.seconds_[i] <= seconds_of_hour) {
      blend(at, later.means_[i], later.seconds_[i]);
    } else if (seconds_[at] < seconds_of_hour || later.seconds_[i] < seconds_of_hour) {
      // At the ends of files of a zone of half hours: the fuller one.
      if (later.seconds_[i] <= seconds_[at]) continue;
      means_[at] = later.means_[i];
      seconds_[at] = later.seconds_[i];
    } else if (means_[at] != later.means_[i]) {
      throw InputError(fmt::format(
          "{}: its price of {} is {:g} USD/kWh, but {:g} in {}; allowed: files of a zone that do "
          "not overlap, or agree where they do",
          later_file, utc_hour_text(hour), later.means_[i], means_[at], file));
    }
  }
}

}  // namespace bacelab
