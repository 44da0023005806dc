#include "experiments/worlds/process/trace_replay.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "tests/experiments/worlds/study_directory.hpp"

namespace bacelab {
namespace {

using namespace bacelab::testing;
using Times = std::vector<double>;

/// Gaps of 10 and 20 s: a mean gap of 15, a period of 45.
const char* const three_jobs = "submit_s\n1000\n1010\n1030\n";

std::string trace_study(std::size_t jobs, const std::string& trace = "") {
  return "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[jobs]\ncount = " + std::to_string(jobs) +
         "\n[arrivals]\nprocess = \"trace\"\n[trace]\nfile = \"t.csv\"\n" + trace;
}

Times arrivals(const Scenario& world) {
  Times times;
  for (const Job& job : world.jobs) times.push_back(job.arrival_s);
  return times;
}

}  // namespace

TEST_CASE("trace replay: jobs arrive as they did, the first at time 0", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  CHECK(arrivals(directory.world(trace_study(3))) == Times{0, 10, 30});
  CHECK(arrivals(directory.world(trace_study(2), 7)) == Times{0, 10});
}

TEST_CASE("trace replay: after its last job it follows itself, a mean gap later", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  CHECK(arrivals(directory.world(trace_study(8))) == Times{0, 10, 30, 45, 55, 75, 90, 100});
}

TEST_CASE("trace replay: from a drawn moment, jobs come in their order at the trace's rate",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  const Study read = directory.read(trace_study(6, "start = \"drawn\"\n")).at(0);
  const Times gaps = {10, 20, 15, 10, 20, 15, 10};
  double waits = 0.0;
  constexpr std::size_t worlds = 4000;
  for (std::size_t i = 0; i < worlds; ++i) {
    const Times times = arrivals(generate_world(read.world, world_id(read, 0, i)).scenario);
    Times seen;
    for (std::size_t j = 1; j < times.size(); ++j) seen.push_back(times[j] - times[j - 1]);
    const auto begin = std::find_if(gaps.begin(), gaps.begin() + 3,
                                    [&](double gap) { return std::abs(gap - seen[0]) < 1e-9; });
    REQUIRE(begin != gaps.begin() + 3);
    for (std::size_t j = 0; j < seen.size(); ++j) {
      const auto at = static_cast<std::size_t>(begin - gaps.begin()) + j;
      CHECK(seen[j] == Approx(gaps[at % 3]));
    }
    waits += times[0];
  }
  // From a moment uniform in the period the mean wait for the next job is sum of gap^2 / 2 over the
  // period, 725 / 2 / 45 = 8.06, with a standard deviation of 5.1 a world: 3.3 standard errors,
  // wrong for one seed in 1,000.
  CHECK(waits / worlds == Approx(725.0 / 90.0).margin(3.3 * 5.1 / std::sqrt(worlds)));
}

TEST_CASE("trace replay: without a new beginning, drawn moments leave enough jobs", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  const Study read =
      directory.read(trace_study(2, "start = \"drawn\"\nat_end = \"refuse\"\n")).at(0);
  std::set<double> gaps;
  for (std::size_t i = 0; i < 200; ++i) {
    const Times times = arrivals(generate_world(read.world, world_id(read, 0, i)).scenario);
    gaps.insert(std::round(times[1] - times[0]));
    CHECK(times[0] <= 10.0);
  }
  CHECK(gaps == std::set<double>{20});
}

TEST_CASE("trace replay: order is kept where rounding would break it", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", "submit_s\n0\n999999999999.9999\n1e12\n");
  const Times times = arrivals(directory.world(trace_study(40)));
  CHECK(std::is_sorted(times.begin(), times.end()));
}

TEST_CASE("trace replay: times are scaled to a load, which is known without it too", "[worlds]") {
  const StudyDirectory directory;
  // A job of 256 GPU-hours an hour: half of the 512 GPUs.
  directory.write("t.csv", "submit_s,gpu_hours\n0,100\n3600,300\n7200,368\n");
  const std::string work = "[work]\ndistribution = \"trace\"\n";
  const auto load = [&](const std::string& study) {
    const Study read = directory.read(study).at(0);
    const ArrivalContext context = arrival_context(read.world, world_id(read, 0, 0));
    return offered_load(read.world, context).value();
  };
  CHECK(load(trace_study(3) + work).load() == Approx(0.5));
  CHECK(load(trace_study(3) + work).gpu_hours_per_hour == Approx(256.0));
  const std::string slower = trace_study(4, "load = 0.25\n") + work;
  CHECK(load(slower).load() == Approx(0.25));
  const Times found = arrivals(directory.world(slower));
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(found[i] == Approx(7200.0 * static_cast<double>(i)));
  }
  const StudyFile swept = directory.read(trace_study(3) + work +
                                         "[design.factors.load]\nkey = \"trace.load\"\nvalues = "
                                         "[0.25, 1]\n[design]\ntype = \"grid\"\n");
  CHECK(arrivals(generate_world(swept.at(1).world, {}).scenario)[2] == Approx(3600.0));
  CHECK(directory.message(trace_study(3, "load = 0\n") + work) ==
        "study.toml:10: trace.load = 0: must be a number > 0");
  CHECK(directory.message("[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[trace]\nfile = "
                          "\"t.csv\"\nload = 0.5\n" +
                          work) ==
        "study.toml:6: trace.load = 0.5: the arrivals are not those of the trace; allowed: "
        "arrivals.process = \"trace\", or arrivals.load");
  directory.write("t.csv", "submit_s,gpu_hours\n5,1\n5,1\n");
  CHECK_THAT(directory.message(trace_study(2, "load = 0.5\n") + work),
             Catch::Contains("the trace has no rate: all its jobs arrive at one instant"));
}

TEST_CASE("trace replay: days of a trace are drawn in blocks, whole and at its rate", "[worlds]") {
  const StudyDirectory directory;
  // Day d, of ten, has d + 1 jobs, at minute d of its hours 0, 1, ...; then half a day.
  std::string text = "submit_s\n";
  for (int day = 0; day < 10; ++day) {
    for (int hour = 0; hour <= day; ++hour) {
      text += std::to_string(500 + 86400 * day + 3600 * hour + 60 * day) + "\n";
    }
  }
  directory.write("t.csv", text + std::to_string(500 + 864000 + 40000) + "\n");
  const Study read =
      directory.read(trace_study(110, "start = \"resampled\"\nblock_days = 2\n")).at(0);
  double days = 0.0;
  double jobs = 0.0;
  for (std::size_t i = 0; i < 500; ++i) {
    const Times times = arrivals(generate_world(read.world, world_id(read, 0, i)).scenario);
    std::vector<int> by_day(static_cast<std::size_t>(times.back() / 86400.0) + 1);
    std::vector<int> which(by_day.size());
    for (const double time : times) {
      const auto day = static_cast<std::size_t>(time / 86400.0);
      ++by_day[day];
      which[day] = static_cast<int>(std::fmod(time, 3600.0)) / 60;
    }
    by_day.pop_back();  // ends with the world's last job
    for (std::size_t day = 0; day < by_day.size(); ++day) {
      REQUIRE(by_day[day] == which[day] + 1);
      if (day % 2 == 1) REQUIRE(which[day] == (which[day - 1] + 1) % 10);
      if (day >= 8) continue;  // all worlds have so many days
      days += 1.0;
      jobs += by_day[day];
    }
  }
  // The mean of 1 to 10; four blocks a world with a standard deviation of 2.87 at most.
  CHECK(jobs / days == Approx(5.5).margin(3.3 * 2.87 / std::sqrt(4.0 * 500)));
  CHECK(3600.0 * 24.0 *
            read.world.jobs.arrivals->theory(arrival_context(read.world, {})).per_second.value() ==
        Approx(5.5));
}

TEST_CASE("trace replay: a trace of less than its blocks, or without jobs to draw, is refused",
          "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  CHECK(directory.message(trace_study(3, "start = \"resampled\"\n")) ==
        "study.toml:8: trace.block_days (not set; default 7): there are 0 whole days to draw from; "
        "allowed: at most so many, or longer files");
  CHECK_THAT(directory.message(trace_study(3, "start = \"resampled\"\nat_end = \"refuse\"\n")),
             Catch::Contains("days that are drawn (start = \"resampled\") have no end"));
}

TEST_CASE("trace replay: jobs have the sizes of their records", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv",
                  "submit_utc_s,template,max_stages,tensor_parallel,data_parallel,gpu_hours\n"
                  "0,qwen2.5-14b,8,1,1,16\n10,qwen2.5-14b,,,,48\n20,qwen2.5-14b,8,2,4,16\n"
                  "30,qwen2.5-14b,8,1,1,8\n");
  const Scenario world = directory.world(
      "[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[jobs]\ncount = 4\ntemplates = "
      "[\"falcon-40b\", \"qwen2.5-14b\"]\ntemplates_from = \"trace\"\n[work]\ndistribution = "
      "\"trace\"\n"
      "[trace]\nfile = \"t.csv\"\n");
  const auto gpus = [&](std::size_t job) {
    const StagePlan& plan = *world.templates->plan(world.jobs[JobIndex(job)].model);
    return plan.best().stages * plan.gpus_of_stage();
  };
  const auto name = [&](std::size_t job) {
    return (*world.templates)[world.jobs[JobIndex(job)].model].name;
  };
  CHECK(world.templates->templates().size() == 3);  // not falcon-40b, which no job has
  CHECK(gpus(0) == 8);
  CHECK(name(0) == "qwen2.5-14b:8x1x1");
  CHECK(gpus(1) == 48);
  CHECK(name(1) == "qwen2.5-14b");
  CHECK(gpus(2) == 64);
  CHECK(world.jobs[JobIndex(3)].model == world.jobs[JobIndex(0)].model);
  // 16 GPU-hours on 8 GPUs are 2 hours.
  const StagePlan& plan = *world.templates->plan(world.jobs[JobIndex(0)].model);
  CHECK(world.jobs[JobIndex(0)].iterations * plan.ideal_iteration_s() == Approx(7200.0));
  CHECK(world.jobs[JobIndex(3)].iterations * plan.ideal_iteration_s() == Approx(3600.0));
}

TEST_CASE("trace replay: a trace that doesn't fit the study is refused", "[worlds]") {
  const StudyDirectory directory;
  directory.write("t.csv", three_jobs);
  CHECK(directory.message(trace_study(4, "at_end = \"refuse\"\n")) ==
        "study.toml:10: trace.at_end = \"refuse\": the trace has 3 jobs, fewer than jobs.count; "
        "allowed: \"wrap\", a longer trace or fewer jobs");
  directory.write("t.csv", "submit_s\n5\n5\n");
  CHECK(arrivals(directory.world(trace_study(2))) == Times{0, 0});
  CHECK(directory.message(trace_study(3)) ==
        "study.toml:9: trace.file = \"t.csv\": all its jobs arrive at one instant, so that they "
        "cannot "
        "follow themselves; allowed: a longer trace, or at most 2 jobs");
  CHECK(directory.message("[regions]\nnames = [\"A\"]\n[arrivals]\nprocess = \"trace\"\n") ==
        "study.toml: trace.file: is missing; must be a text; add 'file = ...' in the table "
        "[trace]");
  CHECK_THAT(directory.message("[regions]\nnames = [\"A\"]\ngpus_from = [512]\n[trace]\nfile = "
                               "\"t.csv\"\n"),
             Catch::StartsWith("study.toml:4: unknown key 'trace'; allowed here: "));
}

}  // namespace bacelab
