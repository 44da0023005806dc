#include "analysis/selection/select.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <limits>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "tests/analysis/comparison/inputs.hpp"
#include "tests/experiments/text/messages.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {

TEST_CASE("whole columns of numbers can be compared", "[comparison]") {
  CHECK_NOTHROW(require_valid(inputs::completion_times(4)));
  CHECK_NOTHROW(require_valid(inputs::completion_times(0)));
}

TEST_CASE("an incomplete run is refused by policy and replication", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.replications[2] = 1042;
  input.baselines[1].values[2] = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(require_valid(input),
                    Catch::Contains("mean_jct of close is nan in replication 1042"));
}

TEST_CASE("columns of different length are refused", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines[0].values.pop_back();
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("slow has 3 values for 4 replications"));
}

TEST_CASE("a policy occurs once in a comparison", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines[2].policy = "bace";
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("bace stands twice"));
}

TEST_CASE("a comparison needs a baseline", "[comparison]") {
  ComparisonInput input = inputs::completion_times(4);
  input.baselines.clear();
  CHECK_THROWS_WITH(require_valid(input), Catch::Contains("name a baseline"));
}

namespace {

using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;

/// A results file of the sample: 3 points, 4 replications, of the policies given.
struct Written {
  explicit Written(std::vector<std::string> policies) : study(sample::study()) {
    study.policies = std::move(policies);
    study.metrics[0].name = "jct_mean";
    study.metrics[2].name = "gpu_utilisation";
    block = sample::block(study, 0, study.box().worlds());
  }

  /// The outcome of a run.
  Written& with(std::size_t point, std::size_t replication, std::size_t policy, RunStatus status) {
    block.status[block.run_index(point * 4 + replication, policy)] = status;
    return *this;
  }

  [[nodiscard]] ResultsFile file() const {
    sample::write_file(path(), study, block);
    return ResultsFile(path());
  }
  [[nodiscard]] std::filesystem::path path() const { return directory / "a.h5"; }

  sample::ScratchDirectory directory;
  ResultsDescription study;
  RunBlock block;
};

TEST_CASE("select: bace is under test or else the first policy of the file", "[comparison]") {
  CHECK(default_policy(Written({"lcf", "bace", "ldf"}).file()) == "bace");
  CHECK(default_policy(Written({"lcf", "ldf"}).file()) == "lcf");
}

TEST_CASE("select: all other policies are baselines unless some are named", "[comparison]") {
  const Written written({"lcf", "bace", "ldf"});
  const ResultsFile file = written.file();
  const Selection all = filled_in(file, {});
  CHECK(all.policy == "bace");
  CHECK(all.baselines == std::vector<std::string>{"lcf", "ldf"});
  CHECK(all.incomplete == Incomplete::refuse);
  CHECK(filled_in(file, {"ldf", {}, Incomplete::drop}).baselines ==
        std::vector<std::string>{"lcf", "bace"});
  const Selection named = filled_in(file, {"lcf", {"ldf"}, Incomplete::drop});
  CHECK(named.policy == "lcf");
  CHECK(named.baselines == std::vector<std::string>{"ldf"});
  CHECK(named.incomplete == Incomplete::drop);
}

TEST_CASE("select: what can't be compared is refused", "[comparison]") {
  const Written written({"lcf", "bace"});
  const ResultsFile file = written.file();
  CHECK_THROWS_AS(filled_in(file, {"lfc", {}}), InputError);
  CHECK_THROWS_WITH(filled_in(file, {"lfc", {}}), Contains("did you mean 'lcf'"));
  CHECK_THROWS_WITH(filled_in(file, {"lcf", {"bcae"}}), Contains("did you mean 'bace'"));
  CHECK_THROWS_AS(filled_in(file, {"lcf", {"lcf"}}), InputError);
  CHECK_THROWS_WITH(filled_in(file, {"lcf", {"lcf"}}),
                    "--baseline lcf: is the policy under test itself");
}

TEST_CASE("select: a file of one policy has nothing to compare", "[comparison]") {
  const Written written({"lcf"});
  CHECK_THROWS_AS(filled_in(written.file(), {}), InputError);
  CHECK_THROWS_WITH(
      filled_in(written.file(), {}),
      written.path().string() + ": has only the policy lcf; a comparison needs a second one");
}

TEST_CASE("select: all worlds are complete if all runs are done", "[comparison]") {
  const Written written({"lcf", "bace"});
  const CompleteWorlds worlds = complete_worlds(written.file(), 2, {"bace", {"lcf"}});
  CHECK(worlds.replications == std::vector<std::size_t>{0, 1, 2, 3});
  CHECK(worlds.dropped == 0);
}

TEST_CASE("select: incomplete runs are refused by name", "[comparison]") {
  Written written({"lcf", "bace"});
  written.with(1, 2, 0, RunStatus::stuck).with(1, 0, 1, RunStatus::failed);
  const ResultsFile file = written.file();
  CHECK_THROWS_AS(complete_worlds(file, 1, {"bace", {"lcf"}}), InputError);
  CHECK_THROWS_WITH(complete_worlds(file, 1, {"bace", {"lcf"}}),
                    written.path().string() +
                        ": point 1: incomplete runs: replication 0 under bace (failed), "
                        "replication 2 under lcf (stuck); --drop-incomplete leaves their worlds "
                        "out");
  CHECK_NOTHROW(complete_worlds(file, 0, {"bace", {"lcf"}}));
}

TEST_CASE("select: of many incomplete runs five are named", "[comparison]") {
  Written written({"lcf", "bace"});
  for (std::size_t i = 0; i < 4; ++i) {
    written.with(0, i, 0, RunStatus::not_run).with(0, i, 1, RunStatus::not_run);
  }
  CHECK_THROWS_WITH(complete_worlds(written.file(), 0, {"bace", {"lcf"}}),
                    Contains("replication 0 under lcf (not_run) and 3 more;"));
}

TEST_CASE("select: on request worlds with an incomplete run are left out", "[comparison]") {
  Written written({"lcf", "bace", "ldf"});
  written.with(1, 2, 0, RunStatus::stuck).with(1, 2, 1, RunStatus::stuck);
  written.with(1, 0, 1, RunStatus::failed).with(1, 3, 2, RunStatus::not_run);
  const ResultsFile file = written.file();
  const CompleteWorlds two = complete_worlds(file, 1, {"bace", {"lcf"}, Incomplete::drop});
  CHECK(two.replications == std::vector<std::size_t>{1, 3});
  CHECK(two.dropped == 2);
  const CompleteWorlds three = complete_worlds(file, 1, {"bace", {"lcf", "ldf"}, Incomplete::drop});
  CHECK(three.replications == std::vector<std::size_t>{1});
  CHECK(three.dropped == 3);
}

TEST_CASE("select: without a complete world there is nothing to compare", "[comparison]") {
  Written written({"lcf", "bace"});
  for (std::size_t i = 0; i < 4; ++i) written.with(0, i, i % 2, RunStatus::stuck);
  CHECK_THROWS_AS(complete_worlds(written.file(), 0, {"bace", {"lcf"}, Incomplete::drop}),
                  InputError);
  CHECK_THROWS_WITH(complete_worlds(written.file(), 0, {"bace", {"lcf"}, Incomplete::drop}),
                    EndsWith(": point 0: no world has only complete runs"));
}

TEST_CASE("select: a metric of all policies in the same worlds", "[comparison]") {
  const Written written({"lcf", "bace", "ldf"});
  const Selection selection = {"bace", {"ldf", "lcf"}};
  const ComparisonInput input = select(written.file(), 1, "cost_usd", selection, {{0, 3}, 2});
  CHECK(input.point == "point 1: network.scale = 1, arrivals.process = poisson");
  CHECK(input.metric == "cost_usd");
  CHECK(input.unit == "USD");
  CHECK(input.replications == std::vector<std::size_t>{0, 3});
  const auto values = [](std::size_t policy) {
    return std::vector{sample::metric_value(4, policy, 1), sample::metric_value(7, policy, 1)};
  };
  CHECK(input.policy_under_test.policy == "bace");
  CHECK(input.policy_under_test.values == values(1));
  REQUIRE(input.baselines.size() == 2);
  CHECK(input.baselines[0].policy == "ldf");
  CHECK(input.baselines[0].values == values(2));
  CHECK(input.baselines[1].policy == "lcf");
  CHECK(input.baselines[1].values == values(0));
}

TEST_CASE("select: pooled values are means over the points", "[comparison]") {
  Written written({"lcf", "bace", "ldf"});
  // In the sample bace, the second, has larger values than lcf and smaller ones than ldf.
  written.block.metrics_of(4 + 3, 1)[1] = 0.0;                                // point 1
  written.block.metrics_of(8 + 3, 0)[1] = sample::metric_value(8 + 3, 1, 1);  // point 2: a tie
  const ResultsFile file = written.file();
  const std::vector<std::size_t> points = {1, 2};
  const ComparisonInput input =
      select_pooled(file, points, "cost_usd", {"bace", {"lcf", "ldf"}}, {{0, 3}, 2});
  CHECK(input.point == "2 points, pooled");
  CHECK(input.policy_under_test.values ==
        std::vector{(sample::metric_value(4, 1, 1) + sample::metric_value(8, 1, 1)) / 2.0,
                    sample::metric_value(11, 1, 1) / 2.0});
  REQUIRE(input.pooled.has_value());
  CHECK(input.pooled->points == 2);
  CHECK(input.pooled->wins == std::vector<std::size_t>{1, 4});
  CHECK(input.pooled->ties == std::vector<std::size_t>{1, 0});
  CHECK(input.pooled->better == std::vector<std::vector<double>>{{0.0, 0.75}, {1.0, 1.0}});
  CHECK(input.pooled->best ==
        std::vector<std::vector<double>>{{0.0, 0.75}, {1.0, 0.25}, {0.0, 0.0}});
}

TEST_CASE("select: a cluster is complete if its runs are at all points", "[comparison]") {
  Written written({"lcf", "bace"});
  written.with(1, 2, 0, RunStatus::stuck).with(2, 0, 1, RunStatus::failed);
  const ResultsFile file = written.file();
  const std::vector<std::size_t> all = {0, 1, 2};
  const CompleteWorlds worlds = complete_clusters(file, all, {"bace", {"lcf"}, Incomplete::drop});
  CHECK(worlds.replications == std::vector<std::size_t>{1, 3});
  CHECK(worlds.dropped == 2);
  CHECK_THROWS_WITH(complete_clusters(file, all, {"bace", {"lcf"}}),
                    Contains("point 1: incomplete runs: replication 2 under lcf (stuck)"));
  const std::vector<std::size_t> first = {0};
  CHECK(complete_clusters(file, first, {"bace", {"lcf"}}).dropped == 0);
}

TEST_CASE("select: the only point of a study needs no name", "[comparison]") {
  Written written({"lcf", "bace"});
  written.study.points = 1;
  written.study.factors = {{"network.scale", "1", "", std::vector{0.5}}};
  written.block = sample::block(written.study, 0, 4);
  CHECK(select(written.file(), 0, "cost_usd", {"bace", {"lcf"}}, {{0}, 0}).point.empty());
}

TEST_CASE("select: a run that is done but has no number is refused by name", "[comparison]") {
  Written written({"lcf", "bace"});
  written.block.metrics_of(4 + 2, 0)[1] = std::numeric_limits<double>::quiet_NaN();
  const ResultsFile file = written.file();
  const auto message = [&](const char* metric) {
    return message_of([&] { select(file, 1, metric, {"bace", {"lcf"}}, {{1, 2}, 0}); });
  };
  CHECK_THAT(message("cost_usd"),
             StartsWith(written.path().string() +
                        ": cost_usd of replication 2 under lcf at point 1 is nan"));
  CHECK(message("jct_mean").empty());
  CHECK_NOTHROW(select(file, 1, "cost_usd", {"bace", {"lcf"}}, {{0, 1, 3}, 1}));
}

TEST_CASE("select: small is better unless the registry says large", "[comparison]") {
  const Written written({"lcf", "bace"});
  const ResultsFile file = written.file();
  const auto direction = [&](const char* metric) {
    return select(file, 0, metric, {"bace", {"lcf"}}, {{0}, 0}).direction;
  };
  CHECK(direction("gpu_utilisation") == Direction::larger_is_better);
  CHECK(direction("jct_mean") == Direction::smaller_is_better);
  CHECK(direction("cost_usd") == Direction::smaller_is_better);
}

}  // namespace
}  // namespace bacelab
