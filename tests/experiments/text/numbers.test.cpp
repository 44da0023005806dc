#include "experiments/text/numbers.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>

namespace bacelab {
namespace {

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
