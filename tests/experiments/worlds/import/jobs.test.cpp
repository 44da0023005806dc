#include "experiments/worlds/import/jobs.hpp"

#include <catch2/catch.hpp>

#include "experiments/study/job_setting.hpp"
#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

JobMapping mapping_by_gpus(const Texts& classes = {"8=qwen2.5-14b", "2=qwen2.5-3b"}) {
  JobMapping mapping;
  mapping.classes = parse_gpu_classes("--template", classes);
  mapping.setting = catalog_job_setting("A100");
  return mapping;
}

/// Files called a.csv, b.csv ...
JobTrace import(const Texts& files, const JobMapping& by = mapping_by_gpus()) {
  JobImport import(by);
  for (std::size_t i = 0; i < files.size(); ++i) {
    TextSource source(files[i]);
    import.read(source, std::string(1, static_cast<char>('a' + i)) + ".csv");
  }
  return import.finish().content;
}

std::string message_of_jobs(const Texts& files, const JobMapping& by = mapping_by_gpus()) {
  return message_of([&] { import(files, by); });
}

const char* const job_records =
    "submit_s,gpus,duration_s,cluster\n10,1,3600,x\n20,2,3600,x\n15,64,1800,y\n30,7,7200,y\n"
    "40,8,0,y\n";

}  // namespace

TEST_CASE("import jobs: recorded GPUs, work in GPU-hours, sorted by submission", "[import]") {
  const JobTrace trace = import({job_records});
  CHECK_FALSE(trace.dated);
  CHECK(trace.work == TracedWork::gpu_hours);
  REQUIRE(trace.jobs.size() == 3);
  CHECK(trace.jobs[0].submit_s == 15.0);
  CHECK(trace.models[trace.jobs[0].model] == TracedTemplate{"qwen2.5-14b", 16, 4, 1});
  CHECK(trace.jobs[0].work == 32.0);
  CHECK(trace.models[trace.jobs[1].model] == TracedTemplate{"qwen2.5-3b", 2, 1, 1});
  CHECK(trace.jobs[1].work == 2.0);
  CHECK(trace.models[trace.jobs[2].model] == TracedTemplate{"qwen2.5-3b", 1, 1, 7});
  CHECK(trace.jobs[2].work == 14.0);
}

TEST_CASE("import jobs: the GPUs of templates, and durations as they were", "[import]") {
  JobMapping by = mapping_by_gpus();
  by.gpus = GpuRule::from_template;
  by.work = TracedWork::hours;
  by.filters = {JobFilter(JobField::cluster, {"y"})};
  const JobTrace trace = import({job_records}, by);
  REQUIRE(trace.jobs.size() == 2);
  CHECK(trace.work == TracedWork::hours);
  CHECK(trace.models[trace.jobs[0].model] == TracedTemplate{"qwen2.5-14b"});
  CHECK(trace.jobs[0].work == 0.5);
  CHECK(trace.jobs[1].work == 2.0);
}

TEST_CASE("import jobs: neither too large nor too long", "[import]") {
  JobMapping by = mapping_by_gpus();
  by.most_gpus = 7;
  by.longest_hours = 1.0;
  const JobTrace trace = import({job_records}, by);
  REQUIRE(trace.jobs.size() == 1);
  CHECK(trace.jobs[0].submit_s == 20.0);
  by.longest_hours = 2.0;
  CHECK(import({job_records}, by).jobs.size() == 2);
}

TEST_CASE("import jobs: without a word templates begin with one GPU", "[import]") {
  JobMapping by;
  by.setting = catalog_job_setting("");
  const JobTrace trace = import({job_records}, by);
  REQUIRE(trace.jobs.size() == 4);
  CHECK(trace.models[trace.jobs[0].model] == TracedTemplate{"qwen2.5-1.5b", 1, 1, 1});
}

TEST_CASE("import jobs: several files are one trace, dated if they are", "[import]") {
  const JobTrace trace = import({"submit_time,gpus,duration_s\n1970-01-01 00:00:20,8,3600\n",
                                 "submit_s,num_gpus,duration\n1970-01-01 00:00:10,16,3600\n"});
  CHECK(trace.dated);
  REQUIRE(trace.jobs.size() == 2);
  CHECK(trace.jobs[0].submit_s == 10.0);
  CHECK(trace.jobs[0].work == 16.0);
}

TEST_CASE("import jobs: the same jobs twice are refused", "[import]") {
  const std::string other = "submit_s,gpus,duration_s\n15,64,1800\n20,2,3600\n70,8,60\n";
  CHECK(message_of_jobs({job_records, other}) ==
        "b.csv: at least 2 of its 3 jobs kept are in a.csv too, with the same submission, GPUs and "
        "duration; allowed: files of different jobs");
  CHECK(import({job_records, "submit_s,gpus,duration_s\n15,64,1800\n20,2,1\n"}).jobs.size() == 5);
}

TEST_CASE("import jobs: what leaves no job says why", "[import]") {
  CHECK(message_of_jobs({"submit_s,gpus,duration_s\n1,1,1\n2,8,\n3,0,1\n"}) ==
        "a.csv: no job is left: 1 of fewer than 2 GPUs (kept by --template 1=NAME), 1 "
        "without a duration, 1 of no GPU");
  CHECK(message_of_jobs({"submit_s,gpus,duration_s\n"}) ==
        "a.csv: no job is left: there is no row");
  CHECK(message_of_jobs({"submit_s,gpus,duration_s\n1,11,1\n"},
                        mapping_by_gpus({"8=llama-3.1-70b"})) ==
        "a.csv: no job is left: 1 of so many GPUs that no template takes them");
  JobMapping by = mapping_by_gpus();
  by.filters = {JobFilter(JobField::cluster, {"z"})};
  CHECK_THAT(message_of_jobs({job_records}, by),
             Catch::StartsWith("--cluster z: no job of the files has it"));
  by = mapping_by_gpus();
  by.window = JobWindow("100", {});
  CHECK(message_of_jobs({job_records}, by) ==
        "a.csv: no job is left: 4 not submitted from 100, 1 that took no time");
}

TEST_CASE("import jobs: more sizes than a trace may have are refused", "[import]") {
  std::string many = "submit_s,gpus,duration_s\n";
  for (int gpus = 1; gpus <= 1001; ++gpus) many += "0," + std::to_string(gpus) + ",1\n";
  CHECK_THAT(
      message_of_jobs({many}, mapping_by_gpus({"1=qwen2.5-1.5b"})),
      Catch::StartsWith("the jobs have 1001 different numbers of GPUs; allowed: at most 1000"));
}

}  // namespace bacelab
