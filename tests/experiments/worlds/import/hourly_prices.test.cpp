#include "experiments/worlds/import/hourly_prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/no_value.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Values = std::vector<double>;

/// Prices of one length, one after the other.
HourlyPrices hourly(std::int64_t begin_s, std::int64_t length_s, const Values& prices) {
  HourlyPrices result;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    result.add(begin_s + length_s * static_cast<std::int64_t>(i), length_s, prices[i]);
  }
  return result;
}

}  // namespace

TEST_CASE("hourly prices: hours are themselves, parts of hours their mean", "[import]") {
  const Values exact = {0.1, -5.17, 1.0 / 3.0};
  CHECK(hourly(7200, 3600, exact).means() == exact);
  CHECK(hourly(7200, 3600, exact).first_hour() == 2);
  CHECK(hourly(0, 1800, {1.0, 2.0, 5.0, 7.0}).means() == Values{1.5, 6.0});
  CHECK(hourly(0, 900, {1.0, 2.0, 3.0, 6.0}).means() == Values{3.0});
}

TEST_CASE("hourly prices: hours that begin at half past share those of UTC", "[import]") {
  const HourlyPrices prices = hourly(-1800, 3600, {2.0, 4.0, 8.0});
  CHECK(prices.first_hour() == -1);
  CHECK(prices.means() == Values{2.0, 3.0, 6.0, 8.0});
  CHECK(prices.partial_hours() == 2);
}

TEST_CASE("hourly prices: what is not known", "[import]") {
  HourlyPrices prices = hourly(0, 3600, {1.0, no_value});
  prices.add(3 * 3600, 3600, 4.0);
  REQUIRE(prices.means().size() == 4);
  CHECK(std::isnan(prices.means()[1]));
  CHECK(std::isnan(prices.means()[2]));
  CHECK(prices.means()[3] == 4.0);
  prices.divide(4.0);
  prices.scale(8.0);
  CHECK(prices.means()[3] == 8.0);
}

TEST_CASE("hourly prices: later files", "[import]") {
  HourlyPrices prices = hourly(0, 3600, {1.0, 2.0});
  prices.append(hourly(3600, 3600, {2.0, 3.0}), 3, "a.csv", "b.csv");
  CHECK(prices.means() == Values{1.0, 2.0, 3.0});
  CHECK(message_of([&] { prices.append(hourly(7200, 3600, {4.0}), 3, "a.csv", "b.csv"); }) ==
        "b.csv: its price of 1970-01-01 02:00 is 4 USD/kWh, but 3 in a.csv; allowed: files of a "
        "zone that do not overlap, or agree where they do");
  CHECK(message_of([&] { prices.append(hourly(7 * 3600, 3600, {4.0}), 3, "a.csv", "b.csv"); }) ==
        "b.csv: begins 4 hours after the end of a.csv; allowed: at most 3");
  // Years in a zone of a half hour: the hour between them is of both.
  HourlyPrices half = hourly(1800, 3600, {2.0});
  half.append(hourly(5400, 3600, {4.0}), 3, "a.csv", "b.csv");
  CHECK(half.means() == Values{2.0, 3.0, 4.0});
  // Where such files overlap, the hours at their ends are known in part.
  HourlyPrices both = hourly(1800, 3600, {2.0, 4.0, 6.0});
  both.append(hourly(5400, 3600, {4.0, 6.0, 8.0}), 3, "a.csv", "b.csv");
  CHECK(both.means() == Values{2.0, 3.0, 5.0, 7.0, 8.0});
  CHECK(both.partial_hours() == 2);
}

}  // namespace bacelab
