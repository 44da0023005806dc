#include "experiments/worlds/import/local_zone.hpp"

#include <catch2/catch.hpp>

#include "experiments/text/moments.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::string utc_from(const std::string& local, const std::string& zone,
                     const std::string& previous = "") {
  const auto seconds = [](const std::string& text) {
    return static_cast<std::int64_t>(parse_moment(text).value().local_s);
  };
  const auto before = previous.empty() ? std::nullopt : std::optional(seconds(previous));
  const auto utc = utc_of(seconds(local), LocalZone::parse("--utc-offset", zone), before);
  return utc ? utc_text(static_cast<double>(*utc)) : "none";
}

}  // namespace

TEST_CASE("local zones: a constant offset", "[import]") {
  CHECK(utc_from("2023-01-01 00:00", "+05:30") == "2022-12-31 18:30:00");
  CHECK(utc_from("2023-07-01 00:00", "-06:00") == "2023-07-01 06:00:00");
  CHECK(LocalZone::parse("--utc-offset", "+05:30").text() == "UTC+05:30");
}

TEST_CASE("local zones: summer time of the EU", "[import]") {
  CHECK(utc_from("2023-03-26 01:00", "+01:00/eu") == "2023-03-26 00:00:00");
  CHECK(utc_from("2023-03-26 02:00", "+01:00/eu") == "none");
  CHECK(utc_from("2023-03-26 03:00", "+01:00/eu") == "2023-03-26 01:00:00");
  CHECK(utc_from("2023-10-29 01:00", "+01:00/eu") == "2023-10-28 23:00:00");
  CHECK(utc_from("2023-10-29 02:00", "+01:00/eu") == "2023-10-29 00:00:00");
  CHECK(utc_from("2023-10-29 02:00", "+01:00/eu", "2023-10-29 00:00") == "2023-10-29 01:00:00");
  CHECK(utc_from("2023-10-29 03:00", "+01:00/eu") == "2023-10-29 02:00:00");
  CHECK(utc_from("2022-12-31 23:30", "+01:00/eu") == "2022-12-31 22:30:00");
  // Where it is late in the day.
  CHECK(utc_from("2023-03-26 01:00", "+00:00/eu") == "none");
}

TEST_CASE("local zones: summer time of the US", "[import]") {
  CHECK(utc_from("2023-03-12 01:00", "-06:00/us") == "2023-03-12 07:00:00");
  CHECK(utc_from("2023-03-12 02:00", "-06:00/us") == "none");
  CHECK(utc_from("2023-03-12 03:00", "-06:00/us") == "2023-03-12 08:00:00");
  CHECK(utc_from("2023-11-05 01:00", "-06:00/us") == "2023-11-05 06:00:00");
  CHECK(utc_from("2023-11-05 01:00", "-06:00/us", "2023-11-05 06:00") == "2023-11-05 07:00:00");
  CHECK(utc_from("2023-11-05 02:00", "-06:00/us") == "2023-11-05 08:00:00");
  CHECK(LocalZone::parse("--utc-offset", "-06:00/us").text() ==
        "UTC-06:00 with the summer time of the US");
}

TEST_CASE("local zones: other texts are refused", "[import]") {
  for (const char* const text : {"", "Europe/Berlin", "+01:00/", "+01:00/EU", "+25:00"}) {
    CHECK(message_of([&] { LocalZone::parse("--utc-offset", text); }) ==
          std::string("--utc-offset ") + text +
              ": must be an offset such as +05:30, with summer time +01:00/eu or -06:00/us");
  }
}

}  // namespace bacelab
