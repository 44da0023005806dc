#include "experiments/worlds/import/jobs.hpp"

#include <catch2/catch.hpp>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

JobMapping mapping(const Texts& classes = {"8=medium", "2=small"}) {
  JobMapping mapping;
  mapping.classes = parse_gpu_classes("--template", classes);
  return mapping;
}

Imported<JobTrace> import(const std::string& text, const JobMapping& by = mapping()) {
  TextSource source(text);
  return import_jobs(source, "j.csv", by);
}

const char* const records =
    "submit_s,gpus,duration_s,cluster\n10,1,3600,a\n20,2,3600,a\n15,64,1800,b\n30,7,7200,b\n"
    "40,8,0,b\n";

}  // namespace

TEST_CASE("import jobs: templates by GPUs, work in GPU-hours, sorted by submission", "[import]") {
  const auto [trace, notes] = import(records);
  CHECK(trace.work == TracedWork::gpu_hours);
  REQUIRE(trace.jobs.size() == 3);
  CHECK(trace.jobs[0].submit_s == 15.0);
  CHECK(trace.models[trace.jobs[0].model].name == "medium");
  CHECK(trace.jobs[0].work == 32.0);
  CHECK(trace.models[trace.jobs[1].model].name == "small");
  CHECK(trace.jobs[1].work == 2.0);
  CHECK(trace.models[trace.jobs[2].model].name == "small");
  CHECK(trace.jobs[2].work == 14.0);
  CHECK(notes ==
        Texts{"j.csv: read 5 jobs, kept 3 over 0.0 days", "dropped 1 job of fewer than 2 GPUs",
              "dropped 1 job without a duration", "sorted: 1 job before the row above",
              "small: 2 jobs", "medium: 1 job",
              "work: the GPU-hours of the record, at the best stage count of the template"});
}

TEST_CASE("import jobs: one cluster, and durations as they were", "[import]") {
  JobMapping by = mapping();
  by.clusters = {"b", "z"};
  by.work = TracedWork::hours;
  const auto [trace, notes] = import(records, by);
  REQUIRE(trace.jobs.size() == 2);
  CHECK(trace.work == TracedWork::hours);
  CHECK(trace.jobs[0].work == 0.5);
  CHECK(trace.jobs[1].work == 2.0);
  CHECK(notes[1] == "dropped 2 jobs of other clusters than b, z");
}

TEST_CASE("import jobs: other names of the columns", "[import]") {
  const auto result = import("submit_time,num_gpu,duration,job_id\n1,8,3600,x\n");
  CHECK(result.content.jobs.at(0).work == 8.0);
}

TEST_CASE("import jobs: anything but a record is refused", "[import]") {
  const auto message = [](const std::string& text) { return message_of([&] { import(text); }); };
  CHECK(message("submit_s,gpus,duration_s\n1,2.5,1\n") ==
        "j.csv:2: gpus = 2.5: must be an integer in [0, 1000000]");
  CHECK(message("submit_s,gpus,duration_s\n1,2,-1\n") ==
        "j.csv:2: duration_s = -1: must be a number in [0, 1000000000000], in s");
  CHECK(message("submit_s,duration_s\n") ==
        "j.csv: there is no column 'gpus'; its columns are submit_s, duration_s");
  CHECK(message("submit_s,gpus,duration_s\n1,1,1\n") ==
        "j.csv: no job is left of 1: 1 of fewer than 2 GPUs, 0 of other clusters, 0 without a "
        "duration");
}

TEST_CASE("import jobs: classes of GPUs", "[import]") {
  const auto classes = parse_gpu_classes("--template", Texts{"64=c", "1=a", "8=b=b"});
  REQUIRE(classes.size() == 3);
  CHECK(classes[0].model == "a");
  CHECK(classes[1].model == "b=b");
  CHECK(classes[2].least_gpus == 64);
  const auto message = [](const Texts& texts) {
    return message_of([&] { parse_gpu_classes("--template", texts); });
  };
  for (const char* bad : {"a", "8", "8=", "=a", "0=a", "-1=a", "8x=a", "99999999999999999999=a"}) {
    CHECK(message({bad}) ==
          "--template " + std::string(bad) + ": must be GPUS=TEMPLATE, such as 8=qwen2.5-14b");
  }
  CHECK(message({}) == "--template: at least one is needed, such as 8=qwen2.5-14b");
  CHECK(message({"8=a", "8=b"}) == "--template: 8 GPUs is given twice");
}

}  // namespace bacelab
