#include "analysis/steady_state/long_runs.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/steady_state/report.hpp"
#include "core/errors.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

using Catch::Contains;

constexpr std::size_t jobs = 60;

/// Two points, loads 0.5 and 1.5, and two policies: a job an hour that takes half an hour; at the
/// second point the work of job i takes i / 2 hours longer, so that jobs remain.
struct WrittenLongRuns {
  WrittenLongRuns() : study(sample::study()) {
    study.study = "[jobs]\nwarmup_jobs = 10\n[arrivals]\nload = 0.5\n";
    study.points = 2;
    study.factors = {{"arrivals.load", "1", "", std::vector{0.5, 1.5}}};
    study.jobs_per_run = jobs;
    study.job_columns = {{"arrival", "s", "", ""}, {"finish", "s", "", ""}, {"jct", "s", "", ""}};
    block = sample::block(study, 0, study.box().worlds());
    for (std::size_t world = 0; world < study.box().worlds(); ++world) {
      for (std::size_t policy = 0; policy < 2; ++policy) fill(world, policy);
    }
  }

  void fill(std::size_t world, std::size_t policy) {
    const bool grows = world >= 4;
    for (std::size_t job = 0; job < jobs; ++job) {
      const auto number = static_cast<double>(job);
      const double late = static_cast<double>((world + job * 7) % 5);
      double* const row = &block.jobs_of(world, policy)[job * 3];
      row[0] = 3600.0 * number;
      row[2] = 1800.0 + 60.0 * late + (grows ? 1800.0 * number : 0.0);
      row[1] = row[0] + row[2];
    }
  }

  [[nodiscard]] ResultsFile file() const {
    sample::write_file(directory / "a.h5", study, block);
    return ResultsFile(directory / "a.h5");
  }

  sample::ScratchDirectory directory;
  ResultsDescription study;
  RunBlock block;
};

std::string table_of(std::span<const PointLongRuns> points) {
  std::ostringstream out;
  write_table(out, {"jct", "s", jobs, 0.95}, points);
  return out.str();
}

}  // namespace

TEST_CASE("long runs: below a load of 1 there is a mean and no growth", "[steady_state]") {
  const WrittenLongRuns written;
  const PointLongRuns found = long_runs(written.file(), 0, {});
  CHECK(found.label == "arrivals.load = 0.5");
  CHECK(found.load == 0.5);
  REQUIRE(found.policies.size() == 2);
  CHECK(found.policies[1].policy == "lcf");
  CHECK(found.policies[0].state.runs == 4);
  CHECK(found.policies[0].state.mean.value.value() == Approx(1920.0).epsilon(0.01));
  CHECK(found.policies[0].growth.value.value() == 0.0);
}

TEST_CASE("long runs: at a load of 1 and above there is growth and no mean", "[steady_state]") {
  const WrittenLongRuns written;
  const PointLongRuns found = long_runs(written.file(), 1, {});
  CHECK(found.load == 1.5);
  CHECK(found.policies[0].state.mean.value.reason() ==
        "at a load of 1 and above there is no steady state");
  // Job i is there for (i + 1) / 2 hours: at hour h those with h < 3 i / 2 + 1/2, a third of all.
  CHECK(found.policies[0].growth.value.value() == Approx(1.0 / 3.0).epsilon(0.05));
}

TEST_CASE("long runs: the growth leaves out what the study says, or more", "[steady_state]") {
  const WrittenLongRuns written;
  CHECK(long_runs(written.file(), 0, {}).policies[0].growth_warmup == 10);
  LongRunQuestion question;
  question.warmup = 7;
  const PolicyLongRuns asked = long_runs(written.file(), 0, question).policies[0];
  CHECK(asked.growth_warmup == 7);
  CHECK(asked.state.warmup == 7);
  WrittenLongRuns other;
  other.study.study = "";
  other.study.factors = {{"jobs.warmup_jobs", "1", "", std::vector{20.0, 30.0}}};
  const PointLongRuns by_factor = long_runs(other.file(), 1, {});
  CHECK(by_factor.policies[0].growth_warmup == 30);
  CHECK_FALSE(by_factor.load.has_value());
  CHECK(by_factor.policies[0].state.mean.value.has_value());
}

TEST_CASE("long runs: incomplete runs are refused by name or left out", "[steady_state]") {
  WrittenLongRuns written;
  written.block.status[written.block.run_index(2, 1)] = RunStatus::stuck;
  const auto message = [&](std::size_t point, const LongRunQuestion& question) {
    const ResultsFile file = written.file();
    return message_of([&] { static_cast<void>(long_runs(file, point, question)); });
  };
  CHECK_THAT(
      message(0, {}),
      Contains("point 0: incomplete run: replication 2 under lcf (stuck); --drop-incomplete"));
  CHECK(message(1, {}).empty());
  LongRunQuestion drop;
  drop.incomplete = Incomplete::drop;
  const PointLongRuns found = long_runs(written.file(), 0, drop);
  CHECK(found.dropped == 1);
  CHECK(found.policies[0].state.runs == 4);
  CHECK(found.policies[1].state.runs == 3);
  for (std::size_t world = 0; world < 4; ++world) {
    written.block.status[written.block.run_index(world, 0)] = RunStatus::failed;
  }
  CHECK_THAT(message(0, drop), Contains("point 0: no run of bace is complete"));
  LongRunQuestion unknown;
  unknown.column = "jtc";
  CHECK_THAT(message(1, unknown), Contains("jtc"));
}

TEST_CASE("long runs: the table says when there is no mean, and when it is doubtful",
          "[steady_state]") {
  WrittenLongRuns written;
  written.study.factors.clear();
  written.study.study = "";
  written.study.points = 2;
  const ResultsFile file = written.file();
  const std::vector<PointLongRuns> unknown = {long_runs(file, 1, {})};
  CHECK_THAT(table_of(unknown), Contains("more and more jobs under bace, lcf"));
  const WrittenLongRuns known;
  const ResultsFile steady = known.file();
  const std::vector<PointLongRuns> both = {long_runs(steady, 0, {}), long_runs(steady, 1, {})};
  const std::string text = table_of(both);
  CHECK_THAT(text, Contains("point 1: arrivals.load = 1.5\n"));
  CHECK_THAT(text, Contains("No mean: at a load of 1 and above there is no steady state."));
  CHECK_THAT(text, Contains("growth [jobs/h]"));
  CHECK_THAT(text, !Contains("more and more"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 100);
}

TEST_CASE("long runs: the table says when a mean holds the beginning of the runs",
          "[steady_state]") {
  PolicyLongRuns policy;
  policy.policy = "bace";
  policy.state.runs = 3;
  policy.state.mser = Undefined{"why not"};
  policy.state.mean = {3600.0, Interval{3000.0, 4000.0}};
  PointLongRuns point;
  point.policies = {policy};
  constexpr const char* note = "its mean is that of whole runs";
  CHECK_THAT(table_of(std::span(&point, 1)), Contains(note));
  point.policies[0].state.mser = 0.0;  // a beginning of no jobs
  CHECK_THAT(table_of(std::span(&point, 1)), !Contains(note));
  point.policies[0].state.mser = Undefined{"why not"};
  point.policies[0].state.warmup = 50;  // as asked for
  CHECK_THAT(table_of(std::span(&point, 1)), !Contains(note));
}

TEST_CASE("long runs: JSON has what the table has", "[steady_state]") {
  const WrittenLongRuns written;
  const std::vector<PointLongRuns> points = {long_runs(written.file(), 1, {})};
  const auto json = to_json({"jct", "s", jobs, 0.95}, points);
  CHECK(json["jobs"] == jobs);
  CHECK(json["points"][0]["load"] == 1.5);
  const auto& policy = json["points"][0]["policies"][1];
  CHECK(policy["policy"] == "lcf");
  CHECK(policy["mean"]["value"].is_null());
  CHECK(policy["mean"]["reason"] == "at a load of 1 and above there is no steady state");
  CHECK(policy["growth_per_hour"]["value"] == points[0].policies[1].growth.value.value());
  CHECK(policy["growth_left_out"] == points[0].policies[1].growth_warmup);
}

}  // namespace bacelab
