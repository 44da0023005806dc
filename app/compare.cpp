#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

#include "analysis/comparison/compare.hpp"
#include "analysis/comparison/report.hpp"
#include "analysis/selection/select.hpp"
#include "app/cli/distinct.hpp"
#include "app/cli/interval_options.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"
#include "experiments/results/seal.hpp"

namespace bacelab {
namespace {

struct CompareCommandOptions {
  std::string file;
  std::string policy;
  std::vector<std::string> baselines;
  std::vector<std::string> metrics;  ///< none: default_metrics()
  std::optional<std::int64_t> point;
  bool pooled = false;
  IntervalOptions intervals;
  std::vector<double> quantiles;
  bool drop_incomplete = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
  bool csv = false;
};

/// The comparisons at one point of the design, or at several that are pooled.
struct PointComparison {
  std::vector<std::size_t> points;
  CompleteWorlds worlds;
  std::vector<Comparison> comparisons;
};

ComparisonSettings settings_of(const ResultsFile& file, const CompareCommandOptions& options) {
  ComparisonSettings settings = settings_of(options.intervals, file.description().seed);
  settings.quantiles = options.quantiles;
  return settings;
}

void tell_dropped(const PointComparison& of_points) {
  const std::size_t dropped = of_points.worlds.dropped;
  if (dropped == 0) return;
  // Not the replications of the file: a precision target may have ended the point earlier.
  const std::size_t all = of_points.worlds.replications.size() + dropped;
  std::cerr << (of_points.points.size() == 1
                    ? fmt::format("bacelab: point {}: {} of {} worlds left out: a run is "
                                  "incomplete\n",
                                  of_points.points.front(), dropped, all)
                    : fmt::format("bacelab: {} of {} replications left out: a run at one of the "
                                  "points is incomplete\n",
                                  dropped, all));
}

/// All comparisons, before anything is printed.
std::vector<PointComparison> compare_points(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection) {
  const ComparisonSettings settings = settings_of(file, options);
  std::vector<PointComparison> all;
  for (const std::size_t point : points_of(file, options.point)) {
    PointComparison& of_point = all.emplace_back();
    of_point.points = {point};
    of_point.worlds = complete_worlds(file, point, selection);
    tell_dropped(of_point);
    for (const std::string& metric : options.metrics) {
      of_point.comparisons.push_back(
          compare_runs(file, point, metric, selection, of_point.worlds, settings));
    }
  }
  return all;
}

std::vector<PointComparison> compare_pooled(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection) {
  PointComparison pooled;
  pooled.points = points_of(file, options.point);
  if (pooled.points.size() < 2) {
    throw InputError(
        fmt::format("--pooled: {} has one point; there is nothing to pool", options.file));
  }
  pooled.worlds = complete_clusters(file, pooled.points, selection);
  tell_dropped(pooled);
  for (const std::string& metric : options.metrics) {
    pooled.comparisons.push_back(
        compare(select_pooled(file, pooled.points, metric, selection, pooled.worlds),
                settings_of(file, options)));
  }
  return {pooled};
}

void write_text(const ResultsFile& file, const Selection& selection,
                const std::vector<PointComparison>& points) {
  for (const PointComparison& point : points) {
    if (&point != &points.front()) std::cout << '\n';
    for (const Comparison& comparison : point.comparisons) {
      write_table(std::cout, comparison);
      std::cout << '\n';
    }
    write_mechanisms(std::cout, file, point.points, selection, point.worlds);
  }
}

void require_probabilities(const CompareCommandOptions& options) {
  check_confidence(options.intervals.confidence);
  for (const double quantile : options.quantiles) {
    if (quantile > 0.0 && quantile < 1.0) continue;
    throw InputError(
        fmt::format("--quantile {}: lies between 0 and 1, such as 0.95 for p95", quantile));
  }
}

ExitCode compare_file(CompareCommandOptions options) {
  require_probabilities(options);
  require_distinct("--baseline", options.baselines);
  require_distinct("--metric", options.metrics);
  require_distinct("--quantile", options.quantiles);
  const ResultsFile file(options.file, options.seal_check);
  if (options.metrics.empty()) options.metrics = default_metrics(file);
  for (const std::string& metric : options.metrics) file.metric(metric);
  const Selection selection =
      filled_in(file, {options.policy, options.baselines,
                       options.drop_incomplete ? Incomplete::drop : Incomplete::refuse});
  const std::vector<PointComparison> points = options.pooled
                                                  ? compare_pooled(file, options, selection)
                                                  : compare_points(file, options, selection);
  if (options.json || options.csv) {
    std::vector<Comparison> all;
    for (const PointComparison& point : points) {
      all.insert(all.end(), point.comparisons.begin(), point.comparisons.end());
    }
    options.json ? print_json(std::cout, all) : write_csv(std::cout, all);
  } else {
    write_text(file, selection, points);
  }
  return ExitCode::done;
}

}  // namespace

void add_compare(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<CompareCommandOptions>();
  CLI::App* command = app.add_subcommand(
      "compare", "Compare a policy with baselines, pairing runs in the same world");
  command->add_option("file", options->file, "The results file")->type_name("FILE.h5")->required();
  command
      ->add_option("--policy", options->policy,
                   "The policy under test; default: bace, else the first in the file")
      ->type_name("NAME");
  command
      ->add_option("--baseline", options->baselines,
                   "The baselines to compare it with; default: all other policies")
      ->type_name("NAME");
  command
      ->add_option("--metric", options->metrics,
                   "Metrics, see below; default: jct_mean, cost, cost_total if it differs")
      ->type_name("NAME");
  CLI::Option* point = add_point(*command, options->point);
  auto* pooled = command->add_flag("--pooled", options->pooled,
                                   "Pool all points; each replication is then one cluster");
  point->excludes(pooled);
  add_intervals(*command, options->intervals);
  command
      ->add_option("--quantile", options->quantiles,
                   "Quantiles of the metric over worlds, such as 0.95 0.99")
      ->type_name("P")
      ->excludes(pooled);
  command->add_flag("--drop-incomplete", options->drop_incomplete,
                    "Leave out worlds in which a run got stuck or failed");
  add_no_verify(*command, options->seal_check);
  auto* json = command->add_flag("--json", options->json, "Print JSON, to full precision");
  command->add_flag("--csv", options->csv, "Print CSV, to full precision")->excludes(json);
  command->footer(metrics_text);
  command->callback([options, &exit_code] { exit_code = compare_file(*options); });
}

}  // namespace bacelab
