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
  CHECK(trace.models == std::vector<std::string>{"b", "a"});
  CHECK(trace.model_lines == std::vector<std::size_t>{2, 3});
  REQUIRE(trace.jobs.size() == 3);
  CHECK(trace.jobs[0].submit_s == -5.0);
  CHECK(trace.jobs[1].model == 1);
  CHECK(trace.jobs[2].model == 0);
  CHECK(trace.jobs[2].work == 0.1);
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
        "j.csv: unknown column 'submit' (did you mean 'submit_s'?); allowed: submit_s, template, "
        "iterations, hours, gpu_hours");
  CHECK(job_trace_message("hours\n1\n") ==
        "j.csv: there is no column 'submit_s'; its columns are hours");
}

TEST_CASE("job trace: what is written reads back the same", "[inputs]") {
  for (const std::string text :
       {"submit_s,template,iterations\n0,\"a,b\",0.1\n0.30000000000000004,c,3\n",
        "submit_s,hours\n1,2\n", "submit_s\n0\n"}) {
    std::ostringstream out;
    write_job_trace(out, parse_jobs(text));
    CHECK(out.str() == text);
  }
}

}  // namespace bacelab
