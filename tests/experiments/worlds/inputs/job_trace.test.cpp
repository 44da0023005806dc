#include "experiments/worlds/inputs/job_trace.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/experiments/text/messages.hpp"

namespace bacelab {
namespace {

JobTrace parse_jobs(const std::string& text) {
  TextSource source(text);
  return parse_job_trace(source, "j.csv");
}

std::string job_trace_message(const std::string& text) {
  return message_of([&] { parse_jobs(text); });
}

}  // namespace

static_assert(sizeof(TracedJob) == 24, "docs/inputs.md says what a job takes");

TEST_CASE("job trace: times, templates and work", "[inputs]") {
  const JobTrace trace = parse_jobs("submit_s,template,gpu_hours\n-5,b,1.5\n-5,a,2\n1e3,b,0.1\n");
  CHECK(trace.work == TracedWork::gpu_hours);
  CHECK(trace.models == std::vector<TracedTemplate>{{"b"}, {"a"}});
  CHECK_FALSE(trace.dated);
  CHECK(trace.model_lines == std::vector<std::size_t>{2, 3});
  REQUIRE(trace.jobs.size() == 3);
  CHECK(trace.jobs[0].submit_s == -5.0);
  CHECK(trace.jobs[1].model == 1);
  CHECK(trace.jobs[2].model == 0);
  CHECK(trace.jobs[2].work == 0.1);
}

TEST_CASE("job trace: a dated one has seconds since 1970", "[inputs]") {
  const JobTrace trace = parse_jobs("submit_utc_s,hours\n1507532515,1\n");
  CHECK(trace.dated);
  CHECK(trace.jobs[0].submit_s == 1507532515.0);
  CHECK(job_trace_message("submit_utc_s,submit_s\n1,1\n") ==
        "j.csv: the columns 'submit_s' and 'submit_utc_s' both say when a job was submitted; "
        "allowed: one of them");
  CHECK(job_trace_message("submit_utc_s\n-1\n") ==
        "j.csv:2: submit_utc_s = -1: must be a number in [0, 253402300800], in s");
}

TEST_CASE("job trace: jobs have the sizes that are given", "[inputs]") {
  const JobTrace trace = parse_jobs(
      "submit_s,template,max_stages,tensor_parallel,data_parallel\n0,a,16,2,4\n1,a,16,2,1\n"
      "2,a,,,\n3,a,16,2,4\n4,b,,8,\n");
  CHECK(trace.models == std::vector<TracedTemplate>{
                            {"a", 16, 2, 4}, {"a", 16, 2, 1}, {"a"}, {"b", std::nullopt, 8}});
  CHECK(trace.model_lines == std::vector<std::size_t>{2, 3, 4, 6});
  CHECK(trace.jobs[3].model == 0);
  CHECK(full_name(trace.models[0]) == "a:16x2x4");
  CHECK(full_name(trace.models[2]) == "a");
  CHECK(full_name(trace.models[3]) == "b:*x8x*");
}

TEST_CASE("job trace: sizes that no template can have are refused", "[inputs]") {
  CHECK(job_trace_message("submit_s,template,max_stages\n0,a,0\n") ==
        "j.csv:2: max_stages = 0: must be an integer in [1, 1000000]");
  CHECK(job_trace_message("submit_s,template,data_parallel\n0,a,1.5\n") ==
        "j.csv:2: data_parallel = 1.5: must be an integer in [1, 1000000]");
  CHECK(job_trace_message("submit_s,tensor_parallel\n0,1\n") ==
        "j.csv: the column 'tensor_parallel' needs a column 'template'");
  std::string many = "submit_s,template,max_stages\n";
  for (int i = 1; i <= 1001; ++i) many += "0,a," + std::to_string(i) + "\n";
  CHECK(
      job_trace_message(many) ==
      "j.csv:1002: template = a: with its sizes it is one more than 1000 different ones; allowed: "
      "at most so many");
}

TEST_CASE("job trace: all but the times may be missing", "[inputs]") {
  const JobTrace trace = parse_jobs("submit_s\n0\n1\n");
  CHECK(trace.work == TracedWork::none);
  CHECK(trace.models.empty());
  CHECK(trace.jobs.size() == 2);
  CHECK(parse_jobs("submit_s,hours\n0,2\n").work == TracedWork::hours);
  CHECK(parse_jobs("iterations,submit_s\n2,0\n").work == TracedWork::iterations);
}

TEST_CASE("job trace: anything else is refused", "[inputs]") {
  CHECK(job_trace_message("submit_s\n1\n2\n1.5\n") ==
        "j.csv:4: submit_s = 1.5: is before 2 of the row above; allowed: ascending times");
  CHECK(job_trace_message("submit_s,hours\n1,0\n") ==
        "j.csv:2: hours = 0: must be a number in (0, 1000000000000000], in h");
  CHECK(job_trace_message("submit_s,hours,iterations\n") ==
        "j.csv: the columns 'iterations' and 'hours' both say how much work a job is; allowed: one "
        "of them");
  CHECK(job_trace_message("submit_s,template\n1,\n") == "j.csv:2: template (empty): is empty");
  CHECK(job_trace_message("submit_s\n") == "j.csv: has no job; at least one row is needed");
  CHECK(job_trace_message("submit,hours\n") ==
        "j.csv: unknown column 'submit' (did you mean 'submit_s'?); allowed: submit_s, "
        "submit_utc_s, template, max_stages, tensor_parallel, data_parallel, iterations, hours, "
        "gpu_hours");
  CHECK(job_trace_message("hours\n1\n") ==
        "j.csv: there is no column 'submit_s'; its columns are hours");
}

TEST_CASE("job trace: what is written reads back the same", "[inputs]") {
  for (const std::string text :
       {"submit_s,template,iterations\n0,\"a,b\",0.1\n0.30000000000000004,c,3\n",
        "submit_s,hours\n1,2\n", "submit_s\n0\n", "submit_utc_s,hours\n1507532515,2\n",
        "submit_s,template,max_stages,data_parallel\n0,a,16,4\n1,a,,\n2,b,,8\n"}) {
    std::ostringstream out;
    write_job_trace(out, parse_jobs(text));
    CHECK(out.str() == text);
  }
}

}  // namespace bacelab
