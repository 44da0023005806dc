#include "experiments/worlds/import/job_clock.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// The times of a file, one a line, in order.
std::vector<double> times(JobClock& clock, const std::string& lines, const char* name = "t.csv") {
  const std::string text = "t\n" + lines;
  TextSource source(text);
  CsvTable csv(source, name);
  std::vector<double> read;
  while (csv.next()) read.push_back(clock.seconds(csv, csv.column("t")));
  return read;
}

using Times = std::vector<double>;

}  // namespace

TEST_CASE("job clock: numbers have an origin of their own, or a given one", "[import]") {
  JobClock own;
  CHECK(times(own, "5\n-1.5\n") == Times{5.0, -1.5});
  CHECK_FALSE(own.is_dated());
  JobClock given({}, 1000.0);
  CHECK(times(given, "5\n") == Times{1005.0});
  CHECK(given.is_dated());
  CHECK(given.assumption() == "times count from 1970-01-01 00:16:40 UTC");
}

TEST_CASE("job clock: numbers may have another unit", "[import]") {
  JobClock clock({}, 10.0, 1e-3);
  CHECK(times(clock, "1500\n") == Times{11.5});
  CHECK(clock.of_other_times().unit_s() == 1e-3);
  JobClock own({}, {}, 60.0);
  times(own, "5\n");
  CHECK(own.seconds("--from", "2") == 120.0);
}

TEST_CASE("job clock: numbers since 1970 by the name of their column", "[import]") {
  const auto read = [](JobClock& clock, const std::string& name) {
    const std::string text = name + "\n1507532515\n";
    TextSource source(text);
    CsvTable csv(source, "t.csv");
    csv.next();
    return clock.seconds(csv, csv.column(name));
  };
  JobClock clock;
  CHECK(read(clock, "submit_utc_s") == 1507532515.0);
  CHECK(clock.is_dated());
  CHECK(clock.assumption().empty());
  CHECK(
      message_of([&] { read(clock, "submit_s"); }) ==
      "t.csv:2: submit_s = 1507532515: is a number of seconds, but the time of t.csv:2 is a number "
      "of seconds since 1970; allowed: times of one kind in all files");
  JobClock given({}, 5.0);
  CHECK(message_of([&] { read(given, "submit_utc_s"); }) ==
        "t.csv:2: submit_utc_s = 1507532515: counts from 1970 in UTC; allowed: no --origin");
}

TEST_CASE("job clock: dates with a zone, or in an assumed one", "[import]") {
  JobClock zoned;
  CHECK(times(zoned, "1970-01-01 08:00:01+08:00\n1970-01-01T00:00:02Z\n") == Times{1.0, 2.0});
  CHECK(zoned.is_dated());
  CHECK(zoned.assumption().empty());
  JobClock plain;
  CHECK(times(plain, "1970-01-01 08:00:01\n") == Times{28801.0});
  CHECK(plain.assumption() ==
        "dates have no zone: they are taken for UTC (--utc-offset for another)");
  JobClock china(8 * 3600);
  CHECK(times(china, "1970-01-01 08:00:01\n1970-01-01 00:00:01Z\n") == Times{1.0, 1.0});
  CHECK(china.assumption() == "dates without a zone are those of UTC+08:00");
}

TEST_CASE("job clock: times are of one kind in all files", "[import]") {
  JobClock clock;
  times(clock, "5\n");
  CHECK(message_of([&] { times(clock, "2020-01-01\n", "b.csv"); }) ==
        "b.csv:2: t = 2020-01-01: is a date, but the time of t.csv:2 is a number of seconds; "
        "allowed: times of one kind in all files");
  JobClock mixed;
  CHECK(message_of([&] { times(mixed, "2020-01-01 00:00Z\n2020-01-01 00:00\n"); }) ==
        "t.csv:3: t = 2020-01-01 00:00: has no zone, but the time of t.csv:2 has one; allowed: all "
        "or none with a zone, or --utc-offset for those without one");
  JobClock old;
  CHECK(message_of([&] { times(old, "1969-12-31\n"); }) ==
        "t.csv:2: t = 1969-12-31: must be a time in UTC from 1970 to 9999");
  JobClock bad;
  CHECK(message_of([&] { times(bad, "2021-02-29 00:00:00\n"); }) ==
        "t.csv:2: t = 2021-02-29 00:00:00: must be a number of seconds, or a date such as "
        "2023-03-01 00:18:22 or 2023-03-01T00:18:22+08:00");
}

TEST_CASE("job clock: limits are given in the kind of the records", "[import]") {
  JobClock numbers;
  times(numbers, "5\n");
  CHECK(numbers.seconds("--from", "17.5") == 17.5);
  CHECK(message_of([&] { static_cast<void>(numbers.seconds("--from", "2020-01-01")); }) ==
        "--from 2020-01-01: the times of the file are seconds from an origin of its own "
        "(t.csv:2); allowed: a number of them, or a date together with --origin");
  JobClock dates(3600);
  times(dates, "2020-01-01 01:00\n");
  CHECK(dates.seconds("--to", "1970-01-01 01:00") == 0.0);
  CHECK(message_of([&] { static_cast<void>(dates.seconds("--to", "5")); }) ==
        "--to 5: must be a date such as 2023-03-01 00:18:22 or 2023-03-01T00:18:22+08:00");
}

}  // namespace bacelab
