#include "experiments/worlds/import/prices.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Prices = std::vector<double>;

const std::vector<std::string> two_zones = {"Ireland=GB", "Germany=DE-LU"};

Imported<PriceTable> imported_prices(const std::string& text, PriceFill fill = PriceFill::linear) {
  TextSource source(text);
  return import_prices(source, "p.csv", RegionKeys::parse("--region", two_zones, 1), fill);
}

std::string price_import_message(const std::string& text, PriceFill fill = PriceFill::linear) {
  return message_of([&] { imported_prices(text, fill); });
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
            "GB: 0 hours negative", "DE-LU: 1 hour negative",
            "divided USD/MWh by 1000: wholesale prices, without grid and taxes"});
}

TEST_CASE("import prices: missing hours are filled by a rule and counted", "[import]") {
  const auto line = imported_prices(with_gaps);
  CHECK(rounded(line.content.usd_per_kwh[0]) == Prices{0.03, 0.04, 0.05, 0.06, 0.07});
  CHECK(rounded(line.content.usd_per_kwh[1]) == Prices{-0.1, 0.05, 0.06, 0.07, 0.0});
  CHECK(line.notes[0] ==
        "p.csv: read 4 rows, 2023-01-01 01:00 to 2023-01-01 05:00, of which 1 hour not there");
  CHECK(line.notes[1] ==
        "GB: 0 hours negative, 3 hours missing (at most 3 in a row), filled by a line between "
        "their neighbours");
  const auto hold = imported_prices(with_gaps, PriceFill::hold);
  CHECK(hold.content.usd_per_kwh[0] == Prices{0.03, 0.03, 0.03, 0.03, 0.07});
  CHECK(price_import_message(with_gaps, PriceFill::refuse) ==
        "p.csv: the column 'GB' has no price of 2023-01-01 02:00; allowed: --fill linear or --fill "
        "hold");
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
      ": is not after 2023-01-01 01:00 of the row above; allowed: each hour once, in order";
  CHECK(price_import_message(first + "2023-01-01 01:00,1,1\n") ==
        "p.csv:4: utc = 2023-01-01 01:00" + end);
  CHECK(price_import_message(first + "2022-12-31 01:00,1,1\n") ==
        "p.csv:4: utc = 2022-12-31 01:00" + end);
  CHECK(price_import_message(first + "9999-12-31 01:00,1,1\n") ==
        "p.csv:4: utc = 9999-12-31 01:00: 69924911 hours before it are not there; allowed: at most "
        "744");
  CHECK(price_import_message("utc,DE-LU,GB\nnoon,1,1\n") ==
        "p.csv:2: utc = noon: must be the beginning of an hour in UTC, such as 2023-01-31 23:00");
}

TEST_CASE("import prices: a zone that is not there or has no price is refused", "[import]") {
  CHECK(price_import_message("utc,DE_LU,GB\n") ==
        "p.csv: there is no column 'DE-LU' (did you mean 'DE_LU'?); its columns are utc, DE_LU, "
        "GB");
  CHECK(price_import_message("utc,DE-LU,GB\n") == "p.csv: has no hour; at least one row is needed");
  CHECK(price_import_message("utc,DE-LU,GB\n2023-01-01 00:00,1,\n") ==
        "p.csv: the column 'GB' has no price");
}

}  // namespace bacelab
