#include "experiments/worlds/import/job_formats.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

/// The format and the columns of a file with these names of columns.
std::string read_as(const std::string& names, const JobColumnChoice& choice = {}) {
  TextSource source(names);
  const CsvTable csv(source, "j.csv");
  const JobColumns columns(csv, choice);
  return std::string(columns.format().name) + ": " + columns.text(csv);
}

}  // namespace

TEST_CASE("job formats: each is told by its columns", "[import]") {
  CHECK(read_as("timestamp,duration,num_gpus,gpu_time,cluster") ==
        "philly: timestamp, num_gpus, duration, cluster");
  CHECK(read_as("job_id,submission_time,duration,num_gpu") ==
        "itp: submission_time, num_gpu, duration");
  CHECK(read_as("job_id,user,vc,gpu_num,cpu_num,state,submit_time,start_time,end_time,duration") ==
        "helios: submit_time, gpu_num, duration, state, user, vc");
  CHECK(read_as("job_id,user,gpu_num,type,state,submit_time,start_time,end_time,duration") ==
        "acme: submit_time, gpu_num, duration, state, type, user");
  CHECK(
      read_as("num_gpu,gpu_milli,qos,pod_phase,creation_time,deletion_time,scheduled_time") ==
      "alibaba: creation_time, num_gpu, gpu_milli, scheduled_time, deletion_time, pod_phase, qos");
  CHECK(read_as("submit_s,gpus,duration_s,cluster") ==
        "plain: submit_s, gpus, duration_s, cluster");
  CHECK(read_as("submit_time,num_gpu,start_time,end_time") ==
        "plain: submit_time, num_gpu, start_time, end_time");
}

TEST_CASE("job formats: columns that the user names come first", "[import]") {
  JobColumnChoice choice;
  choice.columns = {{JobField::submit, "when"}, {JobField::gpus, "cards"}};
  CHECK(read_as("when,cards,submit_s,duration_s", choice) == "plain: when, cards, duration_s");
  choice = {std::nullopt, {{JobField::duration, "seconds"}}};
  CHECK(read_as("arrival_time,gpu_workers,gpu_per_worker,num_iteration,iteration_computing_time,"
                "iteration_networking_time,seconds",
                choice) ==
        "kalos: arrival_time, gpu_workers, gpu_per_worker, seconds, iteration_computing_time, "
        "iteration_networking_time");
  choice = {std::nullopt, {{JobField::gpus, "gpu"}}};
  CHECK(message_of([&] { read_as("submit_s,gpus,duration_s", choice); }) ==
        "j.csv: there is no column 'gpu' (did you mean 'gpus'?); its columns are submit_s, gpus, "
        "duration_s");
}

TEST_CASE("job formats: a file of another kind is told what is accepted", "[import]") {
  CHECK(message_of([] { read_as("src,dst,cost"); }) ==
        "j.csv: no column says when a job was submitted (as plain: common names of columns); "
        "allowed: submit_s, submit_utc_s, submit_time, submission_time, timestamp, arrival_time, "
        "creation_time, or --submit-column NAME; its columns are src, dst, cost");
  CHECK_THAT(message_of([] { read_as("submit_s,gpus,start_time"); }),
             Catch::Contains("no column says how long a job ran") &&
                 Catch::Contains("end_s, end_time, or --end-column NAME"));
  CHECK_THAT(
      message_of([] {
        read_as("submit_s,duration_s", {"helios", {}});
      }),
      Catch::Contains("(as helios: S-Lab-System-Group/HeliosData, cluster_log.csv); allowed: "
                      "submit_time, or --submit-column NAME"));
  CHECK_THAT(message_of([] {
               read_as("submit_s", {"helio", {}});
             }),
             Catch::Contains("did you mean 'helios'?"));
}

}  // namespace bacelab
