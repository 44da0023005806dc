#include "experiments/worlds/import/prices.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Prices = std::vector<double>;

const std::vector<std::string> two_zones = {"Ireland=GB", "Germany=DE-LU"};

/// A file's name and text.
using PriceTexts = std::vector<std::pair<std::string, std::string>>;

Imported<PriceTable> imported_prices(const PriceTexts& texts, const PriceMapping& mapping) {
  PriceImport import(mapping);
  for (const auto& [name, text] : texts) {
    TextSource source(text);
    import.read(source, name);
  }
  return import.finish();
}

PriceMapping mapping_of(const std::vector<std::string>& regions,
                        PriceFill fill = PriceFill::linear) {
  return {RegionKeys::parse("--region", regions, 0), {}, fill};
}

Imported<PriceTable> imported_prices(const std::string& text, PriceFill fill = PriceFill::linear) {
  return imported_prices({{"p.csv", text}}, mapping_of(two_zones, fill));
}

std::string price_import_message(const std::string& text, PriceFill fill = PriceFill::linear) {
  return message_of([&] { imported_prices(text, fill); });
}

std::string files_message(const PriceTexts& texts, const PriceMapping& mapping) {
  return message_of([&] { imported_prices(texts, mapping); });
}

/// To six digits after the point.
Prices rounded(Prices prices) {
  for (double& price : prices) price = std::round(1e6 * price) / 1e6;
  return prices;
}

/// Hours 1, 2 and 4 of a day: hour 3 is not there; GB has no price in hours 2 and 4.
const char* const with_gaps =
    "utc,DE-LU,FR,GB\n2023-01-01 01:00,-100,1,30\n2023-01-01 02:00,50,1,\n"
    "2023-01-01 04:00,70,1,\n2023-01-01 05:00,0,1,70\n";

}  // namespace

TEST_CASE("import prices: USD/kWh of the chosen zones, negative ones kept", "[import]") {
  const auto result =
      imported_prices("utc,DE-LU,GB\n2023-01-01 00:00,-5.5,63\n2023-01-01 01:00,0,64\n");
  CHECK(result.content.regions == std::vector<std::string>{"Ireland", "Germany"});
  CHECK(result.content.usd_per_kwh[0] == Prices{0.063, 0.064});
  CHECK(result.content.usd_per_kwh[1] == Prices{-0.0055, 0.0});
  CHECK(result.notes ==
        std::vector<std::string>{
            "p.csv: read 2 rows, 2023-01-01 00:00 to 2023-01-01 01:00, of which 0 hours not there",
            "p.csv: assumed USD/MWh", "GB: 0 hours negative", "DE-LU: 1 hour negative",
            "all regions have 2 hours, 2023-01-01 00:00 to 2023-01-01 01:00",
            "converted to USD/kWh: wholesale prices, without grid and taxes"});
}

TEST_CASE("import prices: missing hours are filled by a rule and counted", "[import]") {
  const auto line = imported_prices(with_gaps);
  CHECK(rounded(line.content.usd_per_kwh[0]) == Prices{0.03, 0.04, 0.05, 0.06, 0.07});
  CHECK(rounded(line.content.usd_per_kwh[1]) == Prices{-0.1, 0.05, 0.06, 0.07, 0.0});
  CHECK(line.notes[0] ==
        "p.csv: read 4 rows, 2023-01-01 01:00 to 2023-01-01 05:00, of which 1 hour not there");
  CHECK(line.notes[2] ==
        "GB: 0 hours negative, 3 hours missing (at most 3 in a row), filled by a line between "
        "their neighbours");
  const auto hold = imported_prices(with_gaps, PriceFill::hold);
  CHECK(hold.content.usd_per_kwh[0] == Prices{0.03, 0.03, 0.03, 0.03, 0.07});
  CHECK(price_import_message(with_gaps, PriceFill::refuse) ==
        "p.csv: 'GB' has no price of 2023-01-01 02:00; allowed: --fill linear or --fill hold");
}

TEST_CASE("import prices: beyond the first and last price of a column it holds", "[import]") {
  const std::string text =
      "utc,DE-LU,GB\n2023-01-01 00:00,1,\n2023-01-01 01:00,1,20\n2023-01-01 02:00,1,\n";
  for (const PriceFill fill : {PriceFill::linear, PriceFill::hold}) {
    CHECK(imported_prices(text, fill).content.usd_per_kwh[0] == Prices{0.02, 0.02, 0.02});
  }
}

TEST_CASE("import prices: hours that are twice, out of order or far away are refused", "[import]") {
  const std::string first = "utc,DE-LU,GB\n2023-01-01 00:00,1,1\n2023-01-01 01:00,1,1\n";
  const std::string end =
      ": is not after 2023-01-01 01:00 UTC of the row above; allowed: each time once, in order";
  CHECK(price_import_message(first + "2023-01-01 01:00,1,1\n") ==
        "p.csv:4: utc = 2023-01-01 01:00" + end);
  CHECK(price_import_message(first + "2022-12-31 01:00,1,1\n") ==
        "p.csv:4: utc = 2022-12-31 01:00" + end);
  CHECK(price_import_message(first + "9999-12-31 01:00,1,1\n") ==
        "p.csv:4: utc = 9999-12-31 01:00: 69924911 hours before it are not there; allowed: at most "
        "744");
  CHECK(price_import_message("utc,DE-LU,GB\nnoon,1,1\n") ==
        "p.csv:2: utc = noon: must be a date such as 2023-03-01 00:18:22 or "
        "2023-03-01T00:18:22+08:00");
}

TEST_CASE("import prices: a zone that is not there or has no price is refused", "[import]") {
  const std::string row = "2023-01-01 00:00,1,\n";
  CHECK(price_import_message("utc,DE_LU,GB\n" + row) ==
        "--region Germany=DE-LU: no file has the zone 'DE-LU' (did you mean 'DE_LU'?); allowed: a "
        "zone, or the name of its file; there are DE_LU, GB");
  CHECK(files_message({{"p.csv", "utc\n2023-01-01 00:00\n"}}, mapping_of({})) ==
        "p.csv: has no column of prices; one per zone is needed");
  CHECK(price_import_message("utc,DE-LU,GB\n") == "p.csv: has no hour; at least one row is needed");
  CHECK(price_import_message("utc,DE-LU,GB\n" + row) == "p.csv: 'GB' has no price");
}

namespace {

const std::string berlin =
    "Datetime,Price (EUR/MWh)\n2023-01-01 00:00:00,10\n2023-01-01 01:00:00,20\n"
    "2023-01-01 02:00:00,30\n";
const std::string texas =
    "Datetime,Price (USD/MWh)\n2022-12-31 18:00:00-06:00,5\n2022-12-31 19:00:00-06:00,6\n";
const std::string india =
    "Datetime,Price (INR/MWh)\n2023-01-01 04:30:00,1000\n2023-01-01 05:30:00,3000\n"
    "2023-01-01 06:30:00,5000\n";

PriceMapping with_rates_and_zones(const std::vector<std::string>& regions) {
  PriceMapping mapping = mapping_of(regions);
  mapping.rates = parse_rates("--rate", {"EUR=1.5", "INR=0.01"});
  mapping.zones = parse_local_zones("--utc-offset", {"+01:00/eu", "IN=+06:00"});
  return mapping;
}

}  // namespace

TEST_CASE("import prices: a file per zone, with its currency and clock", "[import]") {
  const auto result = imported_prices(
      {{"in/x_DE-LU_2023.csv", berlin}, {"x_US-TEX_2023.csv", texas}, {"x_IN_2023.csv", india}},
      with_rates_and_zones({}));
  CHECK(result.content.regions == std::vector<std::string>{"DE-LU", "US-TEX", "IN"});
  CHECK(utc_hour_text(result.content.first_hour) == "2023-01-01 00:00");
  CHECK(result.content.usd_per_kwh ==
        std::vector<Prices>{{0.03, 0.045}, {0.005, 0.006}, {0.04, 0.05}});
  const auto& notes = result.notes;
  const auto has = [&](const std::string& note) {
    return std::find(notes.begin(), notes.end(), note) != notes.end();
  };
  CHECK(has("in/x_DE-LU_2023.csv: EUR/MWh, converted by 1.5 USD for 1 EUR"));
  CHECK(has("x_IN_2023.csv: times without a zone are taken for UTC+06:00"));
  CHECK(
      has("x_IN_2023.csv: its hours begin inside hours of UTC: the mean of the two that share "
          "one, weighted by time"));
  CHECK(has("IN: left out 2 hours that other regions do not have"));
}

TEST_CASE("import prices: regions by zone or by file, others are not used", "[import]") {
  auto mapping = mapping_of({"A=US-TEX", "B=x_US-TEX_2023.csv"});
  const auto result =
      imported_prices({{"a/x_US-TEX_2023.csv", texas}, {"x_IN.csv", india}}, mapping);
  CHECK(result.content.usd_per_kwh == std::vector<Prices>{{0.005, 0.006}, {0.005, 0.006}});
  CHECK(result.notes[2] == "x_IN.csv: not used: has no zone of --region");
}

TEST_CASE("import prices: currencies and zones that are not said are refused", "[import]") {
  CHECK(files_message({{"DE.csv", berlin}}, mapping_of({})) ==
        "DE.csv: its prices are in EUR/MWh; allowed: --rate EUR=USD, what one EUR is worth");
  auto mapping = mapping_of({});
  mapping.rates = {{"EUR", 1.0}};
  CHECK(files_message({{"DE.csv", berlin}}, mapping) ==
        "DE.csv:2: Datetime = 2023-01-01 00:00:00: has no zone; allowed: times with one, or "
        "--utc-offset DE=+01:00, with summer time +01:00/eu or -06:00/us");
  mapping.zones = parse_local_zones("--utc-offset", {"+01:00", "FR=+01:00"});
  CHECK(files_message({{"DE.csv", berlin}}, mapping) ==
        "--utc-offset FR: no file with local times is of that region or zone");
  CHECK(files_message({{"US.csv", texas}}, mapping) ==
        "--utc-offset FR: no file with local times is of that region or zone");
  mapping.zones = {};
  CHECK(files_message({{"US.csv", texas}}, mapping) ==
        "--rate EUR: no prices are in that currency");
  mapping.reading.currency = "EUR";
  CHECK(files_message({{"US.csv", texas}}, mapping) ==
        "US.csv: the column 'Price (USD/MWh)' is not in EUR, which --currency says");
  CHECK(imported_prices({{"p.csv", "utc,FR\n2023-01-01 00:00,10\n"}}, mapping)
            .content.usd_per_kwh[0] == Prices{0.01});
}

TEST_CASE("import prices: years of a zone follow each other, in any order", "[import]") {
  const std::string head = "utc,GB\n";
  const std::string late = head + "2023-01-01 00:00,3\n";
  const std::string early = head + "2022-12-31 21:00,1\n2022-12-31 22:00,1\n";
  const auto mapping = mapping_of({});
  const auto result = imported_prices({{"b.csv", late}, {"a.csv", early}}, mapping);
  CHECK(rounded(result.content.usd_per_kwh[0]) == Prices{0.001, 0.001, 0.002, 0.003});
  CHECK_FALSE(files_message({{"a.csv", early}, {"b.csv", early}}, mapping).size());
  CHECK(files_message({{"a.csv", early}, {"b.csv", head + "2022-12-31 22:00,7\n"}}, mapping) ==
        "b.csv: its price of 2022-12-31 22:00 is 0.007 USD/kWh, but 0.001 in a.csv; allowed: files "
        "of a zone that do not overlap, or agree where they do");
  CHECK(files_message({{"a.csv", early}, {"b.csv", "utc,FR\n2023-01-01 00:00,3\n"}}, mapping) ==
        "the prices of GB end with 2022-12-31 22:00, those of FR begin with 2023-01-01 00:00; "
        "allowed: files that have hours in common");
}

TEST_CASE("import prices: rates and clocks of the user", "[import]") {
  for (const char* const text : {"EUR", "eur=1", "EUR=0", "EUR=11", "EUR=x", "USD=1", "=1"}) {
    CHECK(message_of([&] { parse_rates("--rate", {text}); }) ==
          std::string("--rate ") + text +
              ": must be CURRENCY=USD, what one of it is worth, such as EUR=1.08; at most 10");
  }
  CHECK(message_of([] {
          parse_rates("--rate", {"EUR=1", "EUR=2"});
        }) == "--rate EUR=2: EUR is given twice");
  CHECK(message_of([] {
          parse_local_zones("--utc-offset", {"+01:00", "+02:00"});
        }) == "--utc-offset +02:00: is given twice for all zones");
}

}  // namespace bacelab
