#include "experiments/worlds/work/iterations.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/experiments/random/sample_tests.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/experiments/worlds/study_directory.hpp"
#include "tests/experiments/worlds/work/kinds.hpp"

namespace bacelab {

using namespace bacelab::testing;

TEST_CASE("iterations: every job has the same number, and the time follows", "[worlds]") {
  const IterationsWork work(1234.5);
  CHECK(hours_of(work, 3) == std::vector<double>(3, 1234.5));
  CHECK(mean_hours(work) == 1234.5);
  CHECK(hours_of(*make_work<IterationsWork>(""), 1)[0] == 1000.0);
}

namespace {

/// An iteration reads 2 * 512 * 8 = 8192 tokens.
Template model() {
  Template model;
  model.micro_batch = 2;
  model.sequence = 512.0;
  model.micro_batches = 8;
  return model;
}

std::vector<double> iterations_of(const WorkDistribution& work, std::size_t count) {
  const RandomStream stream({1, 0, 0, 0}, "work");
  const StagePlan plan = hourly_plan();
  const Template kind = model();
  std::vector<double> iterations;
  for (std::uint32_t i = 0; i < count; ++i) {
    iterations.push_back(work.iterations({kind, plan}, stream, i));
  }
  return iterations;
}

}  // namespace

TEST_CASE("tokens: iterations are tokens over those of an iteration", "[worlds]") {
  const auto work = make_work<TokensWork>("tokens_from = [8192000]\nepochs = 3");
  CHECK(iterations_of(*work, 2) == std::vector<double>(2, 3000.0));
  CHECK(work->mean_seconds({model(), hourly_plan()}) == 3000.0 * 3600.0);
}

TEST_CASE("tokens: data sets are drawn, each equally likely", "[worlds][statistics]") {
  constexpr std::size_t n = 6000;
  const auto work = make_work<TokensWork>("tokens_from = [8192, 16384, 49152]");
  const auto iterations = iterations_of(*work, n);
  std::vector<double> counts;
  for (const double size : {1.0, 2.0, 6.0}) {
    counts.push_back(static_cast<double>(std::count(iterations.begin(), iterations.end(), size)));
  }
  CHECK(counts[0] + counts[1] + counts[2] == n);
  CHECK(chi_squared(counts) < 18.42);  // 2 degrees of freedom, 1e-4
  CHECK(work->mean_seconds({model(), hourly_plan()}) == 3.0 * 3600.0);
}

TEST_CASE("tokens: counts and epochs are above zero", "[worlds]") {
  CHECK_THAT(message_of([] { make_work<TokensWork>("tokens_from = [1e9, 0]"); }),
             Catch::Contains("tokens_from[1] = 0: must be a number > 0"));
  CHECK_THAT(message_of([] { make_work<TokensWork>("epochs = 0"); }),
             Catch::Contains("must be a number > 0"));
}

namespace {

/// Two templates with two and four stages at most, whose layers are stages.
const std::string jobs_of_trace =
    "[regions]\nnames = [\"A\"]\ngpus_from = [64]\n"
    "[templates.small]\nlayers = 2\nhidden = 64\nsequence = 64\nvocabulary = 100\n"
    "parameters = 1e5\n[templates.large]\nlayers = 4\nhidden = 64\nsequence = 64\n"
    "vocabulary = 100\nparameters = 1e5\n"
    "[jobs]\ncount = 3\ntemplates = [\"small\", \"large\"]\n";
const std::string traced = "templates_from = \"trace\"\n";
const std::string from_trace =
    "[arrivals]\nprocess = \"trace\"\n[work]\ndistribution = \"trace\"\n[trace]\nfile = "
    "\"t.csv\"\n";

/// Ideal hours of a job.
double hours(const Scenario& world, std::size_t job) {
  const Job& one = world.jobs[JobIndex(job)];
  return one.iterations * world.templates->plan(one.model)->ideal_iteration_s() / 3600.0;
}

int stages(const Scenario& world, std::size_t job) {
  return world.templates->plan(world.jobs[JobIndex(job)].model)->best().stages;
}

}  // namespace

TEST_CASE("trace work: iterations, hours and GPU-hours of the recorded jobs", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s,template,iterations\n0,large,7\n10,small,8\n20,large,9.5\n");
  const Scenario iterations = directory.world(jobs_of_trace + traced + from_trace);
  CHECK(iterations.jobs[JobIndex(0)].iterations == 7.0);
  CHECK(iterations.jobs[JobIndex(2)].iterations == 9.5);
  CHECK((*iterations.templates)[iterations.jobs[JobIndex(1)].model].name == "small");

  directory.write("t.csv", "submit_s,template,hours\n0,large,7\n10,small,8\n20,large,9\n");
  const Scenario of_hours = directory.world(jobs_of_trace + traced + from_trace);
  CHECK(hours(of_hours, 0) == Approx(7.0));
  CHECK(hours(of_hours, 1) == Approx(8.0));

  directory.write("t.csv", "submit_s,template,gpu_hours\n0,large,8\n10,small,8\n20,large,12\n");
  const Scenario gpu_hours = directory.world(jobs_of_trace + traced + from_trace);
  for (const auto& [job, expected] : {std::pair(0, 8.0), std::pair(1, 8.0), std::pair(2, 12.0)}) {
    const auto at = static_cast<std::size_t>(job);
    CHECK(hours(gpu_hours, at) * stages(gpu_hours, at) == Approx(expected));
  }
  CHECK(stages(gpu_hours, 0) == 4);
  CHECK(stages(gpu_hours, 1) == 2);
}

TEST_CASE("trace work: times, templates and work of a job belong together, wherever it begins",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s,template,hours\n0,large,1\n10,small,2\n30,large,3\n");
  const Study read =
      directory.read(jobs_of_trace + traced + from_trace + "start = \"drawn\"\n").at(0);
  for (std::size_t i = 0; i < 50; ++i) {
    const Scenario world = generate_world(read.world, world_id(read, 0, i)).scenario;
    for (std::size_t job = 0; job < 3; ++job) {
      const double row = std::round(hours(world, job));
      CHECK((*world.templates)[world.jobs[JobIndex(job)].model].name ==
            (row == 2.0 ? "small" : "large"));
      if (job == 0) continue;
      const double gap =
          world.jobs[JobIndex(job)].arrival_s - world.jobs[JobIndex(job - 1)].arrival_s;
      CHECK(gap == Approx(row == 1.0 ? 15.0 : row == 2.0 ? 10.0 : 20.0));
    }
  }
}

TEST_CASE("trace work: only what a study asks for is the trace's", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s,template,hours\n0,none,1\n10,none,2\n30,none,3\n");
  const Scenario world = directory.world(
      jobs_of_trace + "[work]\ndistribution = \"trace\"\n[trace]\nfile = \"t.csv\"\n");
  CHECK(hours(world, 2) == Approx(3.0));
  for (const Job& job : world.jobs) CHECK(job.arrival_s == 0.0);
}

TEST_CASE("trace work: the mean is that of the template, if it is the trace's", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s,template,gpu_hours\n0,large,8\n10,small,2\n20,large,16\n");
  const auto mean_gpu_hours = [&](const std::string& text) {
    const Study read = directory.read(text).at(0);
    const auto& jobs = read.world.jobs;
    std::vector<double> means;
    for (std::size_t i = 0; i < 2; ++i) {
      const TemplateIndex model(i);
      const StagePlan& plan = *jobs.plans->plan(model);
      means.push_back(plan.best().stages *
                      jobs.work->mean_seconds({(*jobs.templates)[model], plan}) / 3600.0);
    }
    return means;
  };
  const auto own = mean_gpu_hours(jobs_of_trace + traced + from_trace);
  CHECK(own[0] == Approx(2.0));
  CHECK(own[1] == Approx(12.0));
  const auto common = mean_gpu_hours(jobs_of_trace + from_trace);
  CHECK(common[0] == Approx(26.0 / 3.0));
  CHECK(common[1] == Approx(26.0 / 3.0));
}

TEST_CASE("trace work: a trace without what a study asks for is refused", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s\n0\n10\n30\n");
  CHECK_THAT(directory.message(jobs_of_trace + from_trace),
             Catch::EndsWith("trace.file = \"t.csv\": does not say how much work its jobs are; "
                             "allowed: a column iterations, hours or gpu_hours, or another "
                             "work.distribution"));
  CHECK_THAT(directory.message(jobs_of_trace + traced + "[trace]\nfile = \"t.csv\"\n"),
             Catch::EndsWith("jobs.templates_from = \"trace\": the trace has no column template; "
                             "allowed: \"weights\""));
  directory.write("t.csv", "submit_s,template,hours\n0,large,1\n5,smal,1\n");
  CHECK(directory.message(jobs_of_trace + traced + from_trace) ==
        "t.csv:3: template = smal: is not one of jobs.templates (did you mean 'small'?); allowed: "
        "small, large");
  directory.write("t.csv", "submit_s,template,hours\n0,large,1\n5,small,1\n");
  CHECK_THAT(
      directory.message(jobs_of_trace + traced + "one_region = \"redraw_job\"\n" + from_trace),
      Catch::Contains("templates of a trace are not drawn; allowed: any or redraw_world"));
  CHECK_THAT(directory.message(jobs_of_trace + traced + "weights = [1, 2]\n" + from_trace),
             Catch::Contains("unknown key 'jobs.weights'"));
}

}  // namespace bacelab
