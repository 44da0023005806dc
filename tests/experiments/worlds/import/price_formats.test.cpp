#include "experiments/worlds/import/price_formats.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string columns_message(const std::string& head, const PriceReading& reading = {}) {
  TextSource source(head);
  const CsvTable csv(source, "p.csv");
  return message_of([&] { PriceColumns::of(csv, reading); });
}

}  // namespace

TEST_CASE("price formats: units in names of columns", "[import]") {
  CHECK(price_unit_in("Price (EUR/MWh)").value().text() == "EUR/MWh");
  CHECK(price_unit_in("INR/kWh").value().text() == "INR/kWh");
  for (const char* const text : {"Price", "Price (eur/MWh)", "EURO/MWh", "/MWh", "UR/MWh", ""}) {
    CHECK_FALSE(price_unit_in(text).has_value());
  }
}

TEST_CASE("price formats: zones in names of files", "[import]") {
  CHECK(zone_in_file_name("data/sustain_DE-LU_2023.csv") == "DE-LU");
  CHECK(zone_in_file_name("sustain_standardized_US-TEX-ERCO_2023.csv") == "US-TEX-ERCO");
  CHECK(zone_in_file_name("IT_NORD_2022.csv") == "IT_NORD");
  CHECK(zone_in_file_name("prices.csv").empty());
  CHECK(zone_in_file_name("").empty());
}

TEST_CASE("price formats: a file per zone, or a column per zone", "[import]") {
  TextSource standardized("Datetime (UTC),Datetime (Local),Price (USD/MWh)\n");
  const CsvTable csv(standardized, "p.csv");
  const auto columns = PriceColumns::of(csv, {});
  CHECK(columns.time == CsvColumn{0});
  CHECK(columns.in_utc);
  CHECK(columns.price == CsvColumn{2});
  TextSource wide("utc,GB,FR\n");
  CHECK_FALSE(PriceColumns::of(CsvTable(wide, "p.csv"), {}).price.has_value());
}

TEST_CASE("price formats: files of another kind", "[import]") {
  CHECK(columns_message("src,dst\n") ==
        "p.csv: no column says when a price holds; allowed: utc, Datetime (UTC), UTC, "
        "datetime_utc, Datetime, datetime, timestamp, time, Date, date, or --time-column NAME; its "
        "columns are src, dst");
  CHECK(columns_message("utc,Price (EUR/MWh),Price (USD/MWh)\n") ==
        "p.csv: the columns 'Price (EUR/MWh)' and 'Price (USD/MWh)' are both prices; allowed: "
        "--price-column with one");
  PriceReading sustain;
  sustain.format = "sustain";
  CHECK(columns_message("utc,GB\n", sustain) ==
        "p.csv: no column says what the price is; allowed: Price with its unit, such as 'Price "
        "(EUR/MWh)', or --price-column NAME");
  PriceReading euro;
  euro.currency = "euro";
  TextSource source("utc,GB\n");
  const CsvTable csv(source, "p.csv");
  CHECK(message_of([&] { unit_of_column(csv, CsvColumn{1}, euro); }) ==
        "--currency euro: must be three capitals, such as EUR");
}

}  // namespace bacelab
