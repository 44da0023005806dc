#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <vector>

#include "analysis/comparison/report.hpp"
#include "app/cli/distinct.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/compare/options.hpp"
#include "app/compare/point_comparisons.hpp"
#include "app/compare/steady_state_notes.hpp"
#include "app/compare/tables.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

void require_numbers(const CompareCommandOptions& options) {
  check_confidence(options.intervals.confidence);
  const auto& percent = options.equivalent_percent;
  if (percent && !(*percent > 0.0 && *percent < 100.0)) {
    throw InputError(fmt::format(
        "--equivalent {}: a margin in per cent, above 0 and below 100, such as 2", *percent));
  }
  for (const double quantile : options.quantiles) {
    if (quantile > 0.0 && quantile < 1.0) continue;
    throw InputError(
        fmt::format("--quantile {}: lies between 0 and 1, such as 0.95 for p95", quantile));
  }
}

ExitCode compare_file(CompareCommandOptions options) {
  require_numbers(options);
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
  } else if (options.markdown || options.latex) {
    write_tables(file, options, points);
  } else {
    is_by_lines(options, points.size()) ? write_design(file, options, points)
                                        : write_pages(file, selection, points);
    tell_unsteady(file, options, selection, points);
    tell_horizon(file, selection, points);
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
  auto* quantiles = command
                        ->add_option("--quantile", options->quantiles,
                                     "Quantiles of the metric over worlds, such as 0.95 0.99")
                        ->type_name("P")
                        ->excludes(pooled);
  auto* equivalent =
      command
          ->add_option("--equivalent", options->equivalent_percent,
                       "Is the overhead within +-PERCENT? Two one-sided tests (TOST)")
          ->type_name("PERCENT");
  auto* dominance =
      command
          ->add_flag("--dominance", options->dominance,
                     "Which policy is at least as good at every level? A bootstrap test")
          ->excludes(pooled);
  auto* control =
      command
          ->add_flag("--control", options->control,
                     "Means with control variates: what is known of worlds before they run")
          ->excludes(pooled);
  command->add_flag("--drop-incomplete", options->drop_incomplete,
                    "Leave out worlds in which a run got stuck or failed");
  add_no_verify(*command, options->seal_check);
  auto* json = command->add_flag("--json", options->json, "Print JSON, to full precision");
  auto* csv = command->add_flag("--csv", options->csv, "Print CSV, to full precision");
  csv->excludes(json);
  auto* markdown = command->add_flag("--markdown", options->markdown, "Print tables in Markdown");
  markdown->excludes(json)->excludes(csv)->excludes(quantiles);
  markdown->excludes(equivalent)->excludes(dominance)->excludes(control);
  command->add_flag("--latex", options->latex, "Print tables in LaTeX, which need no package")
      ->excludes(json)
      ->excludes(csv)
      ->excludes(markdown)
      ->excludes(quantiles)
      ->excludes(equivalent)
      ->excludes(dominance)
      ->excludes(control);
  command
      ->add_flag("--each-point", options->each_point,
                 "Of a design: a page for each point, not a line")
      ->excludes(pooled);
  command->add_flag(
      "--all", options->all,
      fmt::format("Of a design: all points, not the first {}", most_points_without_all));
  command->footer(metrics_text);
  command->callback([options, &exit_code] { exit_code = compare_file(*options); });
}

}  // namespace bacelab
