#include "experiments/text/words.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>

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

namespace {

TEST_CASE("message text: a long text is cut off between characters", "[scenario]") {
  CHECK(shortened("", 3).empty());
  CHECK(shortened("abc", 3) == "abc");
  CHECK(shortened("abcd", 3) == "abc...");
  CHECK(shortened("ab\xc3\xbc", 3) == "ab...");
  CHECK(shortened("a\xe6\x9d\xb1", 3) == "a...");
  CHECK(shortened(std::string(61, 'a')) == std::string(60, 'a') + "...");
}

TEST_CASE("message text: a key is short and fit for a terminal", "[scenario]") {
  CHECK(shown_key("pue") == "pue");
  CHECK(shown_key("").empty());
  CHECK(shown_key("a\x1b[31m\"\x7f\xc2\x85\xc3\xbc") == "a\\u001b[31m\\\"\\u007f\\u0085\\u00fc");
  CHECK(shown_key(std::string(100000, 'k')) == std::string(60, 'k') + "...");
}

TEST_CASE("numbers: the whole text is one, or none is read", "[numbers]") {
  CHECK(number_from<double>("2.5e3") == 2500.0);
  CHECK(number_from<std::int64_t>("-7") == -7);
  CHECK(number_from<std::uint64_t>("18446744073709551615") ==
        std::numeric_limits<std::uint64_t>::max());
  for (const char* text : {"", " 1", "1 ", "1,5", "1x", "x"}) {
    INFO(text);
    CHECK_FALSE(number_from<double>(text));
    CHECK_FALSE(number_from<std::uint64_t>(text));
  }
  CHECK_FALSE(number_from<std::uint64_t>("-1"));
  CHECK_FALSE(number_from<std::uint64_t>("18446744073709551616"));
  CHECK_FALSE(number_from<std::int64_t>("1.0"));
  CHECK_FALSE(number_from<double>("1e999"));
}

TEST_CASE("numbers: digits stand in groups of three", "[numbers]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(123456) == "123,456");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(std::numeric_limits<std::size_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("numbers: a thing is counted in the singular and the plural", "[numbers]") {
  CHECK(counted(0, "row") == "0 rows");
  CHECK(counted(1, "row") == "1 row");
  CHECK(counted(1200, "row") == "1200 rows");
}

TEST_CASE("numbers: times are minutes and seconds, with hours if there are any", "[numbers]") {
  CHECK(clock_text(0) == "0:00");
  CHECK(clock_text(9.2) == "0:10");
  CHECK(clock_text(59.5) == "1:00");
  CHECK(clock_text(65) == "1:05");
  CHECK(clock_text(3599) == "59:59");
  CHECK(clock_text(3599.5) == "1:00:00");
  CHECK(clock_text(7265) == "2:01:05");
  CHECK(clock_text(360000) == "100:00:00");
  CHECK(clock_text(-3) == "0:00");
}

}  // namespace
}  // namespace bacelab
