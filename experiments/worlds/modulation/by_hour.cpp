#include "experiments/worlds/modulation/by_hour.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

#include "core/registry.hpp"
#include "experiments/arithmetic/elementary.hpp"
#include "experiments/text/input_files.hpp"

namespace bacelab {
namespace {

const Bounds hour_of_day = Bounds::right_open(0.0, 24.0).in("h");

class DailyPieces final : public Modulation {
 public:
  /// `phases_hours`: hours past the peak at time 0, of each place that the mean is taken over.
  DailyPieces(double amplitude, std::vector<double> phases_hours)
      : amplitude_(amplitude), phases_hours_(std::move(phases_hours)) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    sums_.assign(pieces.size(), 0.0);
    for (const double phase : phases_hours_) {
      cosines_.clear();
      for (std::uint32_t i = 0; i < pieces.size(); ++i) {
        const double turn = (phase + (hour_ + i)) / 24.0;
        cosines_.push_back(2.0 * std::numbers::pi * turn);
      }
      arithmetic::cos(cosines_);
      for (std::size_t i = 0; i < pieces.size(); ++i) sums_[i] += cosines_[i];
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      ++hour_;
      const double mean = sums_[i] / static_cast<double>(phases_hours_.size());
      pieces[i] = {1.0 + amplitude_ * mean, hour_ * 3600.0};
    }
    return pieces.size();
  }

  double amplitude_;
  std::vector<double> phases_hours_;
  std::uint32_t hour_ = 0;
  std::vector<double> sums_;
  std::vector<double> cosines_;
};

}  // namespace

std::shared_ptr<const ModulationModel> DailyCurve::read_price(const ConfigSection& section) {
  const double amplitude = section.number(
      "amplitude", 0.0, Bounds::non_negative(),
      "Amplitude of the daily curve as a fraction of the base; above 1 prices turn negative");
  const double peak =
      section.number("peak_hour", 18.0, hour_of_day, "Local hour of the highest price");
  if (amplitude == 0.0) return nullptr;
  return std::make_shared<DailyCurve>(amplitude, peak);
}

std::shared_ptr<const ModulationModel> DailyCurve::read_bandwidth(const ConfigSection& section) {
  const double amplitude = section.number("amplitude", 0.0, Bounds::fraction(),
                                          "Fraction of the bandwidth that is missing at the busy "
                                          "hour and added 12 hours later; the mean is unchanged");
  const double busy = section.number("busy_hour", 20.0, hour_of_day,
                                     "Local hour of the lowest bandwidth, at both ends of a link");
  if (amplitude == 0.0) return nullptr;
  return std::make_shared<DailyCurve>(-amplitude, busy);
}

std::unique_ptr<Modulation> DailyCurve::make(const ModulationOwner& owner) const {
  std::vector<double> phases;
  for (const double local_hour : owner.local_hours) phases.push_back(local_hour - peak_hour_);
  return std::make_unique<DailyPieces>(amplitude_, std::move(phases));
}

Moments DailyCurve::moments(const ModulationOwner& owner) const {
  double along = 0.0;
  double across = 0.0;
  for (const double local_hour : owner.local_hours) {
    const double angle = 2.0 * std::numbers::pi * local_hour / 24.0;
    along += arithmetic::cos(angle);
    across += arithmetic::sin(angle);
  }
  const double length = std::sqrt(along * along + across * across);
  const double height = amplitude_ * length / static_cast<double>(owner.local_hours.size());
  return {1.0, 0.5 * height * height};
}

namespace {

class ReplayedHours final : public Modulation {
 public:
  /// The table is kept as long as its prices are in use.
  ReplayedHours(std::shared_ptr<const PriceTable> table, std::size_t region, std::size_t first)
      : table_(std::move(table)), prices_(table_->usd_per_kwh[region]), first_(first) {}

 private:
  std::size_t make(std::span<Piece> pieces) override {
    for (Piece& piece : pieces) {
      const double price = prices_[(first_ + hour_) % prices_.size()];
      ++hour_;
      piece = {price, hour_ * 3600.0};
    }
    return pieces.size();
  }

  std::shared_ptr<const PriceTable> table_;
  const std::vector<double>& prices_;
  std::size_t first_;
  std::uint32_t hour_ = 0;
};

void require_regions(const ConfigSection& section, const PriceTable& table,
                     const std::vector<std::string>& regions) {
  for (const std::string& region : regions) {
    if (table.index_of(region)) continue;
    section.fail("file", "has no column '" + region + "'" + did_you_mean(region, table.regions),
                 "a column for each of regions.names");
  }
}

}  // namespace

std::shared_ptr<const ModulationModel> HourlyReplay::read(const ConfigSection& section,
                                                          const std::vector<std::string>& regions,
                                                          double horizon_s) {
  const std::string file = section.text("file", "",
                                        "Hourly prices in USD/kWh (CSV): utc or hour, and one "
                                        "column per region; instead of drawn prices");
  const std::string start = section.choice(
      "start", "drawn", {"drawn", "drawn_day", "first"},
      "The hour of the file at time 0, the same for all regions: drawn in each world, drawn from "
      "the whole days after the first hour, or the first");
  const std::string at_end = section.choice(
      "at_end", "wrap", {"wrap", "refuse"},
      "After the last hour: begin again with the first, or refuse files that don't last for "
      "study.horizon_hours and draw no start too late for it");
  const auto table = read_input(section, file, parse_price_table);
  if (!table) return nullptr;
  require_regions(section, *table, regions);
  const std::size_t step = start == "drawn_day" ? 24 : 1;
  std::size_t starts = table->hours();
  if (at_end == "refuse") {
    const double needed = std::ceil(horizon_s / 3600.0);
    if (needed > static_cast<double>(table->hours())) {
      section.fail("at_end",
                   "the file has " + std::to_string(table->hours()) + " hours, fewer than " +
                       "study.horizon_hours",
                   "\"wrap\", a longer file or a shorter horizon");
    }
    starts = table->hours() - static_cast<std::size_t>(needed) + 1;
  }
  if (start == "first") starts = 1;
  return std::make_shared<HourlyReplay>(table, starts, step);
}

std::unique_ptr<Modulation> HourlyReplay::make(const ModulationOwner& owner) const {
  const std::size_t choices = (starts_ + step_ - 1) / step_;
  const double uniform = RandomStream(owner.world, "price.replay").uniform(0);
  const auto choice = static_cast<std::size_t>(uniform * static_cast<double>(choices));
  const std::size_t first = step_ * std::min(choice, choices - 1);
  return std::make_unique<ReplayedHours>(table_, table_->index_of(owner.name).value(), first);
}

Moments HourlyReplay::moments(const ModulationOwner& owner) const {
  const auto& prices = table_->usd_per_kwh[table_->index_of(owner.name).value()];
  const auto hours = static_cast<double>(prices.size());
  double mean = 0.0;
  for (const double price : prices) mean += price / hours;
  double variance = 0.0;
  for (const double price : prices) variance += (price - mean) * (price - mean) / hours;
  return {mean, variance};
}

}  // namespace bacelab
