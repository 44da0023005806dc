#include "analysis/steady_state/steady_state.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "tests/analysis/reference/paired_reference.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

/// 100 observations about `level` after `begin` observations that are far from it.
Observations run(std::size_t begin, double level) {
  Observations values(begin, 1000.0);
  for (int i = 0; i < 100; ++i) values.push_back(level + (i % 2 == 0 ? 1.0 : -1.0));
  return values;
}

}  // namespace

TEST_CASE("steady state: as much is left out as any run needs", "[steady_state]") {
  const std::vector<Observations> runs = {run(10, 5.0), run(20, 6.0), run(5, 7.0)};
  const SteadyState state = steady_state(runs, std::nullopt, 0.95);
  CHECK(state.runs == 3);
  CHECK(state.too_short == 0);
  CHECK(state.median_warmup.value() == 10.0);
  CHECK(state.largest_warmup.value() == 20.0);
  CHECK(state.warmup == 20);
  CHECK(state.mean.value.value() == Approx(6.0).epsilon(0.01));
  CHECK(state.mean.interval.has_value());
  CHECK_FALSE(state.correlation.has_value());
}

TEST_CASE("steady state: one run has batch means", "[steady_state][reference]") {
  const auto expected = reference::cases("long_run")[0];
  const std::vector<Observations> runs = {expected.list("series")};
  const SteadyState all = steady_state(runs, 0, 0.95);
  CHECK(all.mean.value.value() == reference::near(expected.number("mean")));
  CHECK(all.correlation.value() == reference::near(expected.number("correlation")));
  CHECK(all.largest_warmup.value() == expected.number("warmup"));
  CHECK(steady_state(runs, std::nullopt, 0.95).warmup == expected.count("warmup"));
}

TEST_CASE("steady state: runs that are too short are counted", "[steady_state]") {
  const std::vector<Observations> runs = {run(10, 5.0), {1.0, 2.0}};
  const SteadyState some = steady_state(runs, std::nullopt, 0.95);
  CHECK(some.too_short == 1);
  CHECK(some.mean.value.reason() == "a run has no more than 10 observations");
  const std::vector<Observations> none = {{1.0, 2.0}};
  const SteadyState state = steady_state(none, std::nullopt, 0.95);
  CHECK(state.median_warmup.reason() == "all runs are too short to reach a steady state");
  CHECK(state.warmup == 0);
  CHECK_FALSE(state.mean.value.has_value());
  CHECK_THROWS_AS(steady_state({}, 0, 0.95), std::invalid_argument);
}

TEST_CASE("steady state: job rows are read run by run", "[steady_state]") {
  const sample::ScratchDirectory directory;
  const ResultsDescription study = sample::study_with_jobs();
  RunBlock block = sample::block(study, 0, world_count(study));
  block.jobs_of(4 + 1, 1)[0] = std::numeric_limits<double>::quiet_NaN();
  sample::write_file(directory / "a.h5", study, block);
  const ResultsFile file(directory / "a.h5");
  const std::vector<std::size_t> chosen = {0, 1, 3};
  const auto runs = job_columns(file, "jct_s", 1, "lcf", chosen);
  REQUIRE(runs.size() == 3);
  CHECK(runs[0] == Observations{sample::job_value(4, 1, 0, 0), sample::job_value(4, 1, 1, 0)});
  CHECK(std::isnan(runs[1][0]));
  CHECK(runs[1][1] == sample::job_value(5, 1, 1, 0));
  CHECK(runs[2] == Observations{sample::job_value(7, 1, 0, 0), sample::job_value(7, 1, 1, 0)});
  CHECK_THROWS_AS(job_columns(file, "jct", 1, "lcf", chosen), InputError);
  CHECK_THROWS_AS(job_columns(file, "jct_s", 1, "lfc", chosen), InputError);
  sample::write_file(directory / "b.h5", sample::study());
  CHECK_THROWS_WITH(job_columns(ResultsFile(directory / "b.h5"), "jct_s", 0, "lcf", chosen),
                    Catch::Contains("has no rows of jobs"));
}

}  // namespace bacelab
