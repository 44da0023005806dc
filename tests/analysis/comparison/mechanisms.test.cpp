#include "analysis/comparison/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "core/simulation/metrics.hpp"
#include "tests/results/sample_file.hpp"
#include "tests/results/scratch_directory.hpp"

namespace bacelab {
namespace {

/// A study of two policies and two points, with all metrics of simulations.
ResultsDescription study() {
  ResultsDescription study = sample::study();
  study.points = 2;
  study.replications = 4;
  study.policies = {"lcf", "bace"};
  study.factors.clear();
  study.metrics.clear();
  for (const MetricInfo& metric : metric_registry()) {
    study.metrics.push_back({std::string(metric.name), "1", "", ""});
  }
  return study;
}

/// All runs of the study; each metric is 0.
RunBlock zeros(const ResultsDescription& study) {
  RunBlock block = sample::block(study, 0, study.box().worlds());
  std::fill(block.metrics.begin(), block.metrics.end(), 0.0);
  return block;
}

void set(RunBlock& block, std::size_t world, std::size_t policy, std::string_view name,
         double value) {
  const auto registry = metric_registry();
  const auto metric = std::find_if(registry.begin(), registry.end(),
                                   [&](const MetricInfo& info) { return info.name == name; });
  REQUIRE(metric != registry.end());
  block.metrics_of(world, policy)[static_cast<std::size_t>(metric - registry.begin())] = value;
}

std::string table(const ResultsDescription& study, const RunBlock& block, std::size_t point,
                  const CompleteWorlds& worlds) {
  const sample::ScratchDirectory directory;
  sample::write_file(directory / "a.h5", study, block);
  std::ostringstream out;
  write_mechanisms(out, ResultsFile(directory / "a.h5"), std::vector{point}, {"bace", {"lcf"}},
                   worlds);
  return out.str();
}

TEST_CASE("mechanisms: a row for each policy with means in per cent", "[comparison]") {
  RunBlock block = zeros(study());
  for (std::size_t world = 4; world < 8; ++world) {  // of point 1
    set(block, world, 1, "edges_refused_share", 0.5);
    set(block, world, 1, "out_of_order_share", world == 4 ? 1.0 : 0.0);
    set(block, world, 1, "reallocated_share", 0.125);
    set(block, world, 1, "cross_region_jobs", 3.0);
    set(block, world, 1, "stalled_fraction", 0.0123);
    set(block, world, 1, "network_utilisation", 0.9);
    set(block, world, 0, "cross_region_jobs", world == 5 ? 1.0 : 0.0);
  }
  CHECK(
      table(study(), block, 1, {{0, 1, 2, 3}, 0}) ==
      "How active the mechanisms were: means over 4 worlds\n"
      "\n"
      "policy  edges refused %  out of order %  reallocated %  cross-region jobs  stalled %  "
      "network %\n"
      "bace               50.0            25.0           12.5               3.00       1.23      "
      "90.00\n"
      "lcf                 0.0             0.0            0.0               0.25       0.00       "
      "0.00\n"
      "\n"
      "edges refused: searches in which a link was too busy; out of order: starts not in order of "
      "arrival;\n"
      "  reallocated: cross-region starts with stages moved to cheaper regions.\n");
}

TEST_CASE("mechanisms: only the worlds that are compared count", "[comparison]") {
  RunBlock block = zeros(study());
  set(block, 0, 1, "cross_region_jobs", 8.0);
  set(block, 1, 1, "cross_region_jobs", 100.0);
  set(block, 2, 1, "cross_region_jobs", 100.0);
  set(block, 3, 1, "cross_region_jobs", 4.0);
  const std::string text = table(study(), block, 0, {{0, 3}, 2});
  CHECK_THAT(text, Catch::Contains("means over 2 worlds"));
  CHECK_THAT(text, Catch::Contains(" 6.00 "));
}

TEST_CASE("mechanisms: where points are pooled all their worlds count", "[comparison]") {
  RunBlock block = zeros(study());
  set(block, 1, 1, "cross_region_jobs", 8.0);      // point 0
  set(block, 4 + 1, 1, "cross_region_jobs", 2.0);  // point 1
  set(block, 4 + 2, 1, "cross_region_jobs", 100.0);
  const sample::ScratchDirectory directory;
  sample::write_file(directory / "a.h5", study(), block);
  std::ostringstream out;
  write_mechanisms(out, ResultsFile(directory / "a.h5"), std::vector<std::size_t>{0, 1},
                   {"bace", {"lcf"}}, {{0, 1}, 2});
  CHECK_THAT(out.str(), Catch::Contains("means over 4 worlds"));
  CHECK_THAT(out.str(), Catch::Contains(" 2.50 "));
}

TEST_CASE("mechanisms: metrics that the file does not have are left out", "[comparison]") {
  ResultsDescription fewer = study();
  std::erase_if(fewer.metrics, [](const VariableInfo& metric) {
    return metric.name != "cost" && metric.name != "stalled_fraction";
  });
  RunBlock block = zeros(fewer);
  for (std::size_t world = 0; world < 4; ++world) block.metrics_of(world, 1)[1] = 0.25;
  CHECK_THAT(table(fewer, block, 0, {{0, 1}, 2}),
             Catch::Contains("policy  stalled %\nbace        25.00\nlcf          0.00\n"));
  fewer.metrics.pop_back();
  CHECK(table(fewer, zeros(fewer), 0, {{0, 1}, 2}).empty());
}

}  // namespace
}  // namespace bacelab
