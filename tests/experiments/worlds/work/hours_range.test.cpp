#include "experiments/worlds/work/hours_range.hpp"

#include <catch2/catch.hpp>

#include "experiments/config/document.hpp"
#include "tests/experiments/config/messages.hpp"

namespace bacelab {
namespace {

HoursRange range_of(const char* keys) {
  return read_hours_range(ConfigDocument::parse(keys, "study.toml").root(), {1.0, 9.0});
}

}  // namespace

TEST_CASE("hours range: given, or the fallback", "[worlds]") {
  CHECK(range_of("").low == 1.0);
  CHECK(range_of("").high == 9.0);
  CHECK(range_of("high_hours = 12").high == 12.0);
}

TEST_CASE("hours range: the low end lies below the high one", "[worlds]") {
  CHECK_THAT(message_of([] { range_of("low_hours = 9"); }),
             Catch::Contains("high_hours (not set; default 9.0): is not above low_hours"));
}

}  // namespace bacelab
