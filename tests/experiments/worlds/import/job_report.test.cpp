#include "experiments/worlds/import/job_report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "experiments/study/job_setting.hpp"

namespace bacelab {
namespace {

using Texts = std::vector<std::string>;

JobMapping mapping() {
  JobMapping mapping;
  mapping.classes = parse_gpu_classes("--template", Texts{"2=qwen2.5-3b", "8=qwen2.5-14b"});
  mapping.setting = catalog_job_setting("A100");
  return mapping;
}

const char* const records =
    "submit_s,gpus,duration_s,state\n0,1,3600,ok\n3600,2,3600,ok\n1800,64,1800,ok\n"
    "7200,6,7200,bad\n9000,8,,ok\n";

Texts notes_of(const JobMapping& by, const Texts& files = {records}) {
  JobImport import(by);
  for (std::size_t i = 0; i < files.size(); ++i) {
    TextSource source(files[i]);
    import.read(source, std::string(1, static_cast<char>('a' + i)) + ".csv");
  }
  return import.finish().notes;
}

bool contains(const Texts& notes, const std::string& note) {
  return std::find(notes.begin(), notes.end(), note) != notes.end();
}

}  // namespace

TEST_CASE("job report: read, dropped, kept, converted, offered and assumed", "[import]") {
  CHECK(
      notes_of(mapping()) ==
      Texts{
          "read a.csv: 5 jobs, as plain (submit_s, gpus, duration_s, state)",
          "sorted a.csv: 1 job before the row above",
          "dropped 1 job of fewer than 2 GPUs (kept by --template 1=NAME), 1.0 GPU-hours (first: "
          "a.csv:2)",
          "dropped 1 job without a duration (first: a.csv:6)",
          "kept 3 jobs from 1800 to 7200 s (0.1 days); durations of 1800 s to 2.0 h (a.csv:5), "
          "median 1.0 h",
          "states of the kept jobs: 1 bad, 2 ok", "converted: each job keeps its recorded GPUs",
          "  GPUs  jobs  template     stages x tensor x data  h recorded  h model",
          "     2     1  qwen2.5-3b                2 x 1 x 1         1.0      1.0",
          "     6     1  qwen2.5-3b                6 x 1 x 1         2.0      2.0",
          "    64     1  qwen2.5-14b              16 x 4 x 1         0.5      0.5",
          // 2 + 12 + 32 GPU-hours; 3 jobs in 1.5 h come once in 0.75 h, so that their period is
          // 2.25 h.
          "offered: 46.0 GPU-hours in 1.5 h keep 20.4 GPUs busy (load 1); load 0.0204 of 1000 "
          "GPUs (--gpus-total for another number)",
          "assumed: times are seconds from an origin that the files do not name, the same for "
          "all of them (--origin DATE puts them on the calendar)",
          "assumed: GPUs have the memory of A100; the work of a job is its GPU-hours at its best "
          "stage count",
          "in a study: this file as trace.file, arrivals.process = \"trace\", work.distribution = "
          "\"trace\", jobs.count = 3, jobs.templates_from = \"trace\", jobs.templates = "
          "[\"qwen2.5-3b\", \"qwen2.5-14b\"]"});
}

TEST_CASE("job report: the load of a number of GPUs", "[import]") {
  JobMapping by = mapping();
  by.total_gpus = 64.0;
  CHECK(contains(notes_of(by),
                 "offered: 46.0 GPU-hours in 1.5 h keep 20.4 GPUs busy (load 1); load "
                 "0.319 of 64 GPUs"));
}

TEST_CASE("job report: numbers of GPUs that no template takes", "[import]") {
  JobMapping by = mapping();
  by.classes = parse_gpu_classes("--template", Texts{"4=llama-3.1-70b"});
  const Texts notes =
      notes_of(by, {"submit_s,gpus,duration_s\n0,32,5\n10,11,5\n20,11,5\n30,13,5\n"});
  CHECK(contains(notes,
                 "dropped 3 jobs of so many GPUs that no template takes them, 0.0 GPU-hours "
                 "(first: a.csv:3)"));
  CHECK(contains(notes,
                 "no template takes so many GPUs: 11 (2 jobs), 13 (1 job); one for jobs of few "
                 "GPUs may, such as --template 4=qwen2.5-1.5b"));
  by.setting.regions.front().gpus = 24;
  CHECK(contains(notes_of(by, {"submit_s,gpus,duration_s\n0,32,5\n10,24,5\n"}),
                 "no template takes so many GPUs in the study's regions: 32 (1 job)"));
}

TEST_CASE("job report: files of one time, and parts of GPUs", "[import]") {
  const Texts notes =
      notes_of(mapping(), {"submit_s,gpus,duration_s\n0,2,5\n10,7,5\n",
                           "num_gpu,gpu_milli,qos,pod_phase,creation_time,deletion_time,"
                           "scheduled_time\n2,1000,LS,Running,5,90,30\n"});
  CHECK(contains(notes,
                 "2 files overlap in time: their jobs are taken together, as those of one "
                 "time"));
  JobMapping by = mapping();
  by.classes = parse_gpu_classes("--template", Texts{"1=qwen2.5-1.5b"});
  CHECK(contains(
      notes_of(by, {"num_gpu,gpu_milli,qos,pod_phase,creation_time,deletion_time,"
                    "scheduled_time\n1,460,LS,Running,5,90,30\n"}),
      "assumed: 1 job of a part of a GPU (gpu_milli) had all of it: 0.0 GPU-hours instead of 0.0"));
}

}  // namespace bacelab
