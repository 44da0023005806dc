#include "experiments/results/read_columns.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {

using sample::ScratchDirectory;

TEST_CASE("columns are read policy by policy, in the worlds asked for", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  sample::write_file(directory / "a.h5", study);
  const ResultsFile file(directory / "a.h5");
  const std::vector<std::string> policies = {"lcf", "bace"};
  const std::vector<std::size_t> replications = {1, 3};
  const auto columns = read_columns(file, "cost_usd", 2, policies, replications);
  CHECK(columns == std::vector<std::vector<double>>{
                       {sample::metric_value(9, 1, 1), sample::metric_value(11, 1, 1)},
                       {sample::metric_value(9, 0, 1), sample::metric_value(11, 0, 1)}});
  CHECK(read_columns(file, "cost_usd", 2, policies, {}) == std::vector<std::vector<double>>(2));
}

TEST_CASE("columns of more than a slab are whole", "[results]") {
  const ScratchDirectory directory;
  ResultsDescription study = sample::study();
  study.points = 1;
  study.factors.clear();
  study.replications = 600000;  // a slab holds 2^20 / 2
  study.metrics.resize(1);
  RunBlock block({0, study.replications}, run_block_shape(study));
  std::vector<std::size_t> all;
  for (std::size_t world = 0; world < study.replications; ++world) {
    all.push_back(world);
    for (std::size_t policy = 0; policy < 2; ++policy) {
      const std::size_t run = block.run_index(world, policy);
      block.status[run] = world % 100000 == 7 ? RunStatus::stuck : RunStatus::done;
      block.metrics_of(world, policy)[0] = static_cast<double>(2 * world + policy);
    }
  }
  sample::write_file(directory / "a.h5", study, block);
  const ResultsFile file(directory / "a.h5");
  const std::vector<std::string> second = {"lcf"};
  const auto column = read_columns(file, "jct_mean_s", 0, second, all)[0];
  const auto status = read_statuses(file, 0, "lcf");
  REQUIRE(column.size() == study.replications);
  REQUIRE(status.size() == study.replications);
  bool is_whole = true;
  for (std::size_t world = 0; world < study.replications; ++world) {
    is_whole = is_whole && column[world] == static_cast<double>(2 * world + 1);
    is_whole = is_whole && (status[world] == RunStatus::stuck) == (world % 100000 == 7);
  }
  CHECK(is_whole);
}

TEST_CASE("columns refuse unknown names, points and values that are not numbers", "[results]") {
  const ScratchDirectory directory;
  const ResultsDescription study = sample::study();
  RunBlock block = sample::block(study, 0, study.box().worlds());
  block.metrics_of(2, 0)[0] = std::numeric_limits<double>::quiet_NaN();
  sample::write_file(directory / "a.h5", study, block);
  const ResultsFile file(directory / "a.h5");
  const std::vector<std::string> bace = {"bace"};
  const std::vector<std::string> unknown = {"bcae"};
  const std::vector<std::size_t> two = {1, 2};
  CHECK_THROWS_AS(read_columns(file, "jct_mean_s", 3, bace, two), InputError);
  CHECK_THROWS_AS(read_statuses(file, 3, "bace"), InputError);
  CHECK_THROWS_WITH(read_columns(file, "jct_mean_s", 0, unknown, two),
                    Catch::Contains("did you mean 'bace'"));
  CHECK_THROWS_WITH(read_columns(file, "jct_mean_s", 0, bace, two),
                    Catch::Contains("replication 2 under bace at point 0 is nan"));
  CHECK_NOTHROW(read_columns(file, "cost_usd", 0, bace, two));
}

}  // namespace bacelab
