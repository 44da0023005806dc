#include "experiments/worlds/inputs/price_table.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

PriceTable parse_prices(const std::string& text) {
  TextSource source(text);
  return parse_price_table(source, "p.csv");
}

std::string price_table_message(const std::string& text) {
  return message_of([&] { parse_prices(text); });
}

}  // namespace

TEST_CASE("price table: hours of several regions, negative prices too", "[inputs]") {
  const PriceTable table = parse_prices(
      "\xef\xbb\xbfutc,Ireland,\"US, East\"\r\n2023-03-26 01:00,0.1,-0.02\r\n"
      "2023-03-26 02:00,0,0.3\r\n");
  CHECK(table.regions == std::vector<std::string>{"Ireland", "US, East"});
  CHECK(table.hours() == 2);
  CHECK(table.usd_per_kwh[0] == std::vector<double>{0.1, 0.0});
  CHECK(table.usd_per_kwh[1] == std::vector<double>{-0.02, 0.3});
  CHECK(table.index_of("US, East") == 1);
  CHECK_FALSE(table.index_of("Tokyo").has_value());
}

TEST_CASE("price table: hours may be counted, from any number, in any column", "[inputs]") {
  const PriceTable table = parse_prices("A,hour\n0.1,5\n0.2,6\n");
  CHECK_FALSE(table.dated);
  CHECK(table.first_hour == 5);
  CHECK(table.usd_per_kwh[0] == std::vector<double>{0.1, 0.2});
}

TEST_CASE("price table: hours that are missing, twice or out of order are refused", "[inputs]") {
  const std::string two = "utc,A\n2023-01-01 00:00,1\n2023-01-01 01:00,1\n";
  const std::string end =
      ": hours must follow each other; the next is 2023-01-01 02:00 (`bacelab import prices` fills "
      "gaps)";
  for (const std::string next : {"2023-01-01 03:00", "2023-01-01 01:00", "2022-12-31 23:00"}) {
    CHECK(price_table_message(two + next + ",1\n") == "p.csv:4: utc = " + next + end);
  }
  CHECK(price_table_message("hour,A\n0,1\n2,1\n") ==
        "p.csv:3: hour = 2: hours must follow each other; the next is 1 (`bacelab import prices` "
        "fills gaps)");
}

TEST_CASE("price table: anything else is refused", "[inputs]") {
  CHECK(price_table_message("utc,A\nnoon,1\n") ==
        "p.csv:2: utc = noon: must be the beginning of an hour, such as 2023-01-31 23:00");
  CHECK(price_table_message("utc,A\n2023-01-01 00:00,x\n") ==
        "p.csv:2: A = x: must be a number in [-1000000, 1000000], in USD/kWh");
  CHECK(price_table_message("utc,A\n2023-01-01 00:00,\n") ==
        "p.csv:2: A (empty): must be a number in [-1000000, 1000000], in USD/kWh");
  CHECK(price_table_message("utc,A\n") == "p.csv: has no hour; at least one row is needed");
  CHECK(price_table_message("utc\n") == "p.csv: has no column of prices; one per region is needed");
  CHECK(price_table_message("time,A\n") ==
        "p.csv: there is no column 'utc' (such as 2023-01-31 23:00) or 'hour' (0, 1, ...) that "
        "says which hour a row is of");
}

TEST_CASE("price table: what is written reads back the same", "[inputs]") {
  for (const std::string text :
       {"utc,A,\"b,c\"\n2023-12-31 23:00,0.1,-1e-07\n2024-01-01 00:00,0.30000000000000004,0\n",
        "hour,A\n-1,0.25\n0,0.5\n"}) {
    std::ostringstream out;
    write_price_table(out, parse_prices(text));
    CHECK(out.str() == text);
  }
}

TEST_CASE("utc hour: hours since 1970, as `date` counts them", "[inputs]") {
  // date -u -d '2023-01-31 23:00' +%s gives 1675206000, and so on.
  CHECK(parse_utc_hour("1970-01-01 00:00") == 0);
  CHECK(parse_utc_hour("2023-01-31 23:00") == 1675206000 / 3600);
  CHECK(parse_utc_hour("2024-02-29 12:00") == 1709208000 / 3600);
  CHECK(parse_utc_hour("1969-12-31 23:00") == -1);
}

TEST_CASE("utc hour: the usual ways to write it", "[inputs]") {
  for (const char* text : {"2023-01-31T23:00", "2023-01-31 23:00:00", "2023-01-31T23:00Z",
                           "2023-01-31T23:00:00Z", "2023-01-31 23:00:00+00:00"}) {
    CHECK(parse_utc_hour(text) == 1675206000 / 3600);
  }
}

TEST_CASE("utc hour: only the beginning of an hour in UTC is one", "[inputs]") {
  for (const char* text :
       {"", "2023-01-31", "2023-01-31 23", "2023-01-31 23:30", "2023-01-31 23:00:30",
        "2023-01-31 24:00", "2023-02-29 00:00", "2023-13-01 00:00", "2023-00-01 00:00",
        "23-01-31 23:00", "2023-01-31 23:00+01:00", "2023-01-31  23:00", "31.01.2023 23:00",
        "2023-01-31 23:00:00 x", "-023-01-31 23:00", "2023-+1-31 23:00"}) {
    CHECK_FALSE(parse_utc_hour(text).has_value());
  }
}

TEST_CASE("utc hour: its text reads back", "[inputs]") {
  CHECK(utc_hour_text(1675206000 / 3600) == "2023-01-31 23:00");
  for (std::int64_t hour = -100000; hour < 1000000; hour += 4999) {
    CHECK(parse_utc_hour(utc_hour_text(hour)) == hour);
  }
}

}  // namespace bacelab
