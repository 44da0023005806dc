#include "experiments/inputs/utc_hour.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

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

TEST_CASE("utc hour: what is no beginning of an hour in UTC is none", "[inputs]") {
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
