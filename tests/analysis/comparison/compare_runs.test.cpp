#include "analysis/comparison/compare_runs.hpp"

#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/errors.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

/// 40 worlds of four policies whose costs depend on each other and tie now and then.
struct WrittenRuns {
  WrittenRuns() : study(sample::study()) {
    study.policies = {"lcf", "bace", "ldf", "own"};
    study.points = 1;
    study.factors.clear();
    study.replications = 40;
    block = sample::block(study, 0, 40);
    for (std::size_t world = 0; world < 40; ++world) {
      const auto of_world = static_cast<double>(world * 7 % 11);
      for (std::size_t policy = 0; policy < 4; ++policy) {
        const auto own = static_cast<double>((world * (policy + 2)) % 5);
        block.metrics_of(world, policy)[1] = 20.0 + of_world + own + static_cast<double>(policy);
      }
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

const Selection all_policies = {"bace", {"own", "lcf", "ldf"}};

}  // namespace

TEST_CASE("compare runs: two columns at a time say what all say at once", "[comparison]") {
  const WrittenRuns written;
  const ResultsFile file = written.file();
  CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  worlds.replications.erase(worlds.replications.begin() + 3);
  for (const Adjustment adjustment : {Adjustment::holm, Adjustment::bonferroni, Adjustment::none}) {
    ComparisonSettings settings;
    settings.adjustment = adjustment;
    settings.quantiles = {0.5, 0.25};
    const Comparison at_once = compare(select(file, 0, "cost_usd", all_policies, worlds), settings);
    const Comparison by_pairs = compare_runs(file, 0, "cost_usd", all_policies, worlds, settings);
    CHECK(by_pairs == at_once);
    CHECK(by_pairs.baselines.size() == 3);
    CHECK(by_pairs.quantiles.size() == 8);
  }
}

TEST_CASE("compare runs: bootstraps are those of all columns together", "[comparison]") {
  const WrittenRuns written;
  const ResultsFile file = written.file();
  const CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  ComparisonSettings settings;
  settings.interval = IntervalMethod::bca;
  settings.bootstrap = {199, 5};
  CHECK(compare_runs(file, 0, "cost_usd", all_policies, worlds, settings) ==
        compare(select(file, 0, "cost_usd", all_policies, worlds), settings));
}

TEST_CASE("compare runs: a value that is none is refused by name", "[comparison]") {
  WrittenRuns written;
  written.block.metrics_of(17, 2)[1] = std::numeric_limits<double>::quiet_NaN();
  const ResultsFile file = written.file();
  const CompleteWorlds worlds = complete_worlds(file, 0, all_policies);
  CHECK_THROWS_WITH(compare_runs(file, 0, "cost_usd", all_policies, worlds, {}),
                    Catch::Contains("cost_usd of replication 17 under ldf"));
}

}  // namespace bacelab
