#include "experiments/worlds/import/price_times.hpp"

#include <catch2/catch.hpp>
#include <utility>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// What times in a column are.
struct ReadTimes {
  PriceTimes times;
  std::vector<std::int64_t> utc_s = {};
};

ReadTimes times_of(const std::vector<std::string>& texts, const std::string& zone = "") {
  std::string csv = "t\n";
  for (const std::string& text : texts) csv += text + "\n";
  TextSource source(csv);
  CsvTable table(source, "p.csv");
  const auto clock = zone.empty() ? std::nullopt : std::optional(LocalZone::parse("-", zone));
  ReadTimes read{PriceTimes(CsvColumn{0}, clock, "--utc-offset X")};
  while (table.next()) {
    if (const auto utc_s = read.times.read(table)) read.utc_s.push_back(*utc_s);
  }
  return read;
}

std::string times_message(const std::vector<std::string>& texts, const std::string& zone = "") {
  return message_of([&] { times_of(texts, zone); });
}

}  // namespace

TEST_CASE("price times: daylight saving with offsets in the text", "[import]") {
  const auto autumn = times_of(
      {"2023-11-05 01:00:00-05:00", "2023-11-05 01:00:00-06:00", "2023-11-05 02:00:00-06:00"});
  CHECK(autumn.utc_s[1] - autumn.utc_s[0] == 3600);
  CHECK(autumn.times.absent_hours() == 0.0);
  const auto spring = times_of({"2023-03-12T01:00:00-06:00", "2023-03-12T03:00:00-05:00"});
  CHECK(spring.utc_s[1] - spring.utc_s[0] == 3600);
}

TEST_CASE("price times: daylight saving by the rule of a zone", "[import]") {
  const auto autumn =
      times_of({"2023-10-29 01:00", "2023-10-29 02:00", "2023-10-29 02:00", "2023-10-29 03:00"},
               "+01:00/eu");
  for (std::size_t i = 1; i < 4; ++i) CHECK(autumn.utc_s[i] - autumn.utc_s[i - 1] == 3600);
  const auto once = times_of({"2023-10-29 02:00", "2023-10-29 03:00"}, "+01:00/eu");
  CHECK(once.utc_s[1] - once.utc_s[0] == 7200);
  CHECK(once.times.absent_hours() == 1.0);
  const auto spring =
      times_of({"2023-03-26 01:00", "2023-03-26 02:00", "2023-03-26 03:00"}, "+01:00/eu");
  CHECK(spring.utc_s.size() == 2);
  CHECK(spring.times.skipped() == 1);
}

TEST_CASE("price times: an hour twice without a rule is refused", "[import]") {
  CHECK(times_message({"2023-10-29 02:00", "2023-10-29 02:00"}, "+01:00") ==
        "p.csv:3: t = 2023-10-29 02:00: is not after 2023-10-29 01:00 UTC of the row above; "
        "allowed: each time once, in order (local times with summer time: --utc-offset X)");
}

TEST_CASE("price times: zones of one kind, and dates that exist", "[import]") {
  CHECK(times_message({"2023-01-01 00:00"}) ==
        "p.csv:2: t = 2023-01-01 00:00: has no zone; allowed: times with one, or --utc-offset X");
  CHECK(times_message({"2023-01-01 00:00", "2023-01-01 01:00Z"}, "+01:00") ==
        "p.csv:3: t = 2023-01-01 01:00Z: has a zone, but the time of line 2 has none; allowed: one "
        "kind");
  for (const char* const text : {"2023-02-29 00:00", "2023-01-01 24:00", "01.02.2023", ""}) {
    CHECK(times_message({"2023-01-01 00:00Z", std::string(text) + " "}).find("must be a date") !=
          std::string::npos);
  }
  CHECK(times_message({"2023-01-01 00:00:00.5Z"}) ==
        "p.csv:2: t = 2023-01-01 00:00:00.5Z: is not a whole second, at which a price begins");
}

TEST_CASE("price times: parts of hours", "[import]") {
  const auto quarters = times_of({"2023-01-01 00:00Z", "2023-01-01 00:15Z", "2023-01-01 01:00Z"});
  CHECK(quarters.times.step_s() == 900);
  CHECK(quarters.times.absent_hours() == 0.5);
  CHECK(times_of({"2023-01-01 00:00Z"}).times.step_s() == 3600);
  CHECK(times_message({"2023-01-01 00:00Z", "2023-01-01 00:07Z"}) ==
        "p.csv:3: t = 2023-01-01 00:07Z: is 420 s after the row above; allowed: an hour, or a part "
        "of it such as 1800 s");
  CHECK(times_message({"2023-01-01 00:00Z", "2023-01-01 01:00Z", "2023-01-01 01:30Z"}) ==
        "p.csv:4: t = 2023-01-01 01:30Z: is 30 min after the row above; allowed: at least the 60 "
        "min of the first rows");
}

}  // namespace bacelab
