#include "experiments/text/moments.hpp"

#include <catch2/catch.hpp>

namespace bacelab {

TEST_CASE("moments: dates with and without a zone", "[text]") {
  struct Case {
    const char* text;
    double local_s;
    std::optional<int> offset_s;
  };
  // From GNU date -u -d TEXT +%s.
  const Case cases[] = {
      {"2017-10-09 07:01:55", 1507532515.0, std::nullopt},
      {"2023-03-01 00:18:22+08:00", 1677629902.0, 8 * 3600},
      {"2023-03-01T00:18:22Z", 1677629902.0, 0},
      {"2023-03-01 00:18:22.25 -0330", 1677629902.25, -12600},
      {"2023-03-01 00:18 UTC", 1677629880.0, 0},
      {"2020-02-29", 1582934400.0, std::nullopt},
      {"1969-12-31 23:59:59-07", -1.0, -7 * 3600},
  };
  for (const Case& expected : cases) {
    INFO(expected.text);
    const auto moment = parse_moment(expected.text);
    REQUIRE(moment);
    CHECK(moment->local_s == expected.local_s);
    CHECK(moment->offset_s == expected.offset_s);
  }
}

TEST_CASE("moments: dates that do not exist, and other texts, are none", "[text]") {
  for (const char* text :
       {"2021-02-29", "2023-13-01", "2023-04-31 00:00", "2023-03-01 24:00", "2023-03-01 00:60",
        "2023-03-01 00:00:60", "2023-3-1", "1507532515", "", "2023-03-01 00", "2023-03-01x",
        "2023-03-01 00:18:22.", "2023-03-01 00:18:22 PST", "2023-03-01 00:18:22+15:00",
        "2023-03-01 00:18:22 08", "2023-03-01 00:18:22+", "2023-03-01 00:18:22+08:0"}) {
    INFO(text);
    CHECK_FALSE(parse_moment(text));
  }
}

TEST_CASE("moments: offsets and texts", "[text]") {
  CHECK(parse_utc_offset("8") == 8 * 3600);
  CHECK(parse_utc_offset("-07:00") == -7 * 3600);
  CHECK(parse_utc_offset("+5:30") == 19800);
  CHECK(parse_utc_offset("0530") == 19800);
  CHECK_FALSE(parse_utc_offset("14:30"));
  CHECK_FALSE(parse_utc_offset("PST"));
  CHECK_FALSE(parse_utc_offset(""));
  CHECK(offset_text(-12600) == "-03:30");
  CHECK(offset_text(28800) == "+08:00");
  CHECK(utc_text(1507532515.9) == "2017-10-09 07:01:55");
  CHECK(utc_text(-1.0) == "1969-12-31 23:59:59");
}

}  // namespace bacelab
