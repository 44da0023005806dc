#include "app/cli/duration.hpp"

#include <catch2/catch.hpp>

#include "core/errors.hpp"

namespace bacelab {
namespace {

double seconds(const char* text) { return parse_duration("--max-time", text); }

}  // namespace

TEST_CASE("duration: numbers with units", "[duration]") {
  CHECK(seconds("90s") == 90.0);
  CHECK(seconds("50m") == 3000.0);
  CHECK(seconds("2h") == 7200.0);
  CHECK(seconds("2d") == 172800.0);
  CHECK(seconds("1h30m") == 5400.0);
  CHECK(seconds("1d2h3m4s") == 93784.0);
  CHECK(seconds("1d4s") == 86404.0);
  CHECK(seconds("90m") == seconds("1h30m"));
  CHECK(seconds("1.5h") == 5400.0);
  CHECK(seconds("0.25s") == 0.25);
}

TEST_CASE("duration: hours, minutes and seconds with colons", "[duration]") {
  CHECK(seconds("2:00:00") == 7200.0);
  CHECK(seconds("50:00") == 3000.0);
  CHECK(seconds("0:05") == 5.0);
  CHECK(seconds("1:2:3") == 3723.0);
  CHECK(seconds("0:90:00") == 5400.0);
}

TEST_CASE("duration: days before hours, as with Slurm", "[duration]") {
  CHECK(seconds("1-12:00:00") == 129600.0);
  CHECK(seconds("2-1:2:3") == 176523.0);
  CHECK(seconds("1-12:30") == 131400.0);
  CHECK(seconds("2-0") == 172800.0);
  CHECK(seconds("0-02:00:00") == seconds("2:00:00"));
}

TEST_CASE("duration: a bare number is minutes, as with Slurm", "[duration]") {
  CHECK(seconds("50") == 3000.0);
  CHECK(seconds("1.5") == 90.0);
}

TEST_CASE("duration: anything else is refused, and the option named", "[duration]") {
  for (const char* text :
       {"",     " ",     "soon",   "m",     "5x",   "5 m",    " 5m",       "5m ",  "-5m",
        "-5",   "+5m",   "1m2h",   "1m2m",  "1h30", "1:",     ":30",       "1::2", "1:2:3:4",
        "1:2m", "1h:30", "nan",    "inf",   "1e3",  "1e3s",   "0x10",      "5mm",  "5M",
        "5min", "1-",    "-12:00", "1-2-3", "1-2:", "1-2:3:", "1-2:3:4:5", "1-2h", "1d-2"}) {
    INFO("'" << text << "'");
    CHECK_THROWS_AS(seconds(text), InputError);
  }
  CHECK_THROWS_WITH(seconds("soon"), Catch::Contains("--max-time soon") &&
                                         Catch::Contains("1h30m") && Catch::Contains("2:00:00"));
}

TEST_CASE("duration: no time at all, or far too much of it, is refused", "[duration]") {
  for (const char* text : {"0", "0s", "0:00", "0h0m", "100000d", "999999999999"}) {
    INFO(text);
    CHECK_THROWS_AS(seconds(text), InputError);
  }
  CHECK(seconds("11000d") == 11000.0 * 86400.0);
}

}  // namespace bacelab
