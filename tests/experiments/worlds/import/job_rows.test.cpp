#include "experiments/worlds/import/job_rows.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

std::vector<JobRow> rows_of(const std::string& text) {
  TextSource source(text);
  JobClock clock;
  JobFile file(source, "dir/j.csv", {}, clock);
  std::vector<JobRow> rows;
  while (file.next()) rows.push_back(file.row());
  return rows;
}

std::string message_for(const std::string& text) {
  return message_of([&] { rows_of(text); });
}

}  // namespace

TEST_CASE("job rows: numbers as files have them", "[import]") {
  const auto rows = rows_of("submit_s,gpus,duration_s\n5,8.0,7.5\n");
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].submit_s == 5.0);
  CHECK(rows[0].gpus == 8);
  CHECK(rows[0].duration_s == 7.5);
  CHECK_FALSE(rows[0].unusable);
}

TEST_CASE("job rows: what is no job is said by reason", "[import]") {
  const auto rows = rows_of(
      "submit_s,gpus,duration_s\n,1,1\n0,,1\n0,0,1\n0,0.5,1\n0,1,\n0,1,None\n0,1,1e-322\n0,1,-1\n");
  const std::vector<Unusable> reasons = {Unusable::no_submission, Unusable::no_gpus,
                                         Unusable::zero_gpus,     Unusable::part_of_a_gpu,
                                         Unusable::no_duration,   Unusable::no_duration,
                                         Unusable::zero_duration, Unusable::negative_duration};
  REQUIRE(rows.size() == reasons.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i].unusable == reasons[i]);
  CHECK(std::string(description_of(Unusable::zero_gpus)) == "of no GPU");
}

TEST_CASE("job rows: a duration from a beginning and an end", "[import]") {
  const auto rows = rows_of(
      "num_gpu,gpu_milli,qos,pod_phase,creation_time,deletion_time,scheduled_time\n"
      "1,460,LS,Running,0,90,30\n1,1000,LS,Pending,0,90,\n2,0,BE,Failed,0,90,90\n");
  CHECK(rows[0].duration_s == 60.0);
  CHECK(rows[0].gpu_share == 0.46);
  CHECK(rows[1].unusable == Unusable::no_duration);
  CHECK(rows[1].gpu_share == 1.0);
  CHECK(rows[2].gpu_share == 1.0);
  CHECK(rows[2].unusable == Unusable::zero_duration);
}

TEST_CASE("job rows: starts and ends may be of another kind than submissions", "[import]") {
  const auto rows = rows_of(
      "submit_s,gpus,start_time,end_time\n5,1,2020-01-01 00:00Z,2020-01-01 01:00:00+00:00\n");
  CHECK(rows.at(0).submit_s == 5.0);
  CHECK(rows.at(0).duration_s == 3600.0);
}

TEST_CASE("job rows: workers with several GPUs, and iterations", "[import]") {
  const auto rows = rows_of(
      "arrival_time,num_iteration,iteration_computing_time,iteration_networking_time,gpu_workers,"
      "gpu_per_worker\n313.0,156,0.5,0.25,8,8.0\n");
  CHECK(rows.at(0).gpus == 64);
  CHECK(rows.at(0).duration_s == 117.0);
}

TEST_CASE("job rows: anything but a record is refused", "[import]") {
  CHECK(message_for("submit_s,gpus,duration_s\n1,many,1\n") ==
        "dir/j.csv:2: gpus = many: must be a number in [0, 1000000]");
  CHECK(message_for("submit_s,gpus,duration_s\n1,-1,1\n") ==
        "dir/j.csv:2: gpus = -1: must be a number in [0, 1000000]");
  CHECK(message_for("submit_s,gpus,duration_s\n1,1,1h\n") ==
        "dir/j.csv:2: duration_s = 1h: must be a number in [-1000000000000, 1000000000000]");
  CHECK(message_for("submit_s,gpus,start_s,end_s\n1,1,-1e12,1e12\n") ==
        "dir/j.csv:2: makes a duration of 2000000000000 s; allowed: at most 1000000000000");
  CHECK(message_for("submit_s,gpus,duration_s\n1,1,1\n2,1") ==
        "dir/j.csv:3: has 2 fields, but there are 3 columns");
}

TEST_CASE("job rows: the cluster of a file without that column is its name", "[import]") {
  const std::string text = "submit_s,gpus,duration_s,state\n1,1,1,done\n";
  TextSource source(text);
  JobClock clock;
  JobFile file(source, "dir/j.csv", {}, clock);
  REQUIRE(file.next());
  CHECK(file.text(JobField::cluster, "--cluster") == "j");
  CHECK(file.text(JobField::state, "--state") == "done");
  CHECK(file.place() == "dir/j.csv:2");
  CHECK(message_of([&] { static_cast<void>(file.text(JobField::vc, "--vc")); }) ==
        "--vc: dir/j.csv has no column 'vc' or of that meaning (--vc-column NAME); its columns are "
        "submit_s, gpus, duration_s, state");
}

}  // namespace bacelab
