#include "experiments/worlds/import/job_filters.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// How many of six jobs a filter takes.
std::size_t taken(JobFilter& filter) {
  const std::string text =
      "submit_s,gpus,duration_s,cluster,state\n1,1,1,01,COMPLETED\n2,1,1,02,FAILED\n3,1,1,04,"
      "CANCELLED\n4,1,1,04,COMPLETED\n5,1,1,10,FAILED\n6,1,1,10,\n";
  TextSource source(text);
  JobClock clock;
  JobFile file(source, "j.csv", {}, clock);
  std::size_t count = 0;
  while (file.next()) count += filter.takes(file) ? 1 : 0;
  return count;
}

std::string missing(JobField field, const std::string& wanted) {
  JobFilter filter(field, {wanted});
  taken(filter);
  return message_of([&] { filter.require_found(); });
}

}  // namespace

TEST_CASE("job filters: one or several texts, in any case", "[import]") {
  JobFilter none(JobField::state, {});
  CHECK_FALSE(none.is_set());
  CHECK(taken(none) == 6);
  JobFilter states(JobField::state, {"completed, failed"});
  CHECK(taken(states) == 4);
  CHECK(states.text() == "completed, failed");
  CHECK_NOTHROW(states.require_found());
  JobFilter clusters(JobField::cluster, {"01", "10"});
  CHECK(taken(clusters) == 3);
}

TEST_CASE("job filters: a text that does not occur is an error with those that do", "[import]") {
  CHECK(missing(JobField::cluster, "4") ==
        "--cluster 4: no job of the files has it (did you mean '04'?); there are 01 (1 job), 02 (1 "
        "job), 04 (2 jobs), 10 (2 jobs)");
  CHECK(
      missing(JobField::state, "complete") ==
      "--state complete: no job of the files has it (did you mean 'COMPLETED'?); there are (empty) "
      "(1 job), CANCELLED (1 job), COMPLETED (2 jobs), FAILED (2 jobs)");
}

TEST_CASE("job filters: a window has its beginning and not its end", "[import]") {
  const std::string text = "submit_s\n1970-01-02\n";
  TextSource source(text);
  CsvTable csv(source, "j.csv");
  JobClock clock;
  csv.next();
  clock.seconds(csv, csv.column("submit_s"));
  JobWindow window("1970-01-02", "1970-01-03");
  CHECK_FALSE(window.contains(86399.0, clock));
  CHECK(window.contains(86400.0, clock));
  CHECK_FALSE(window.contains(172800.0, clock));
  CHECK(window.text() == "from 1970-01-02 to 1970-01-03");
  JobWindow backward("1970-01-03", "1970-01-02");
  CHECK(message_of([&] { backward.contains(0.0, clock); }) ==
        "--to 1970-01-02: is not after --from 1970-01-03");
  CHECK_FALSE(JobWindow({}, {}).is_set());
}

}  // namespace bacelab
