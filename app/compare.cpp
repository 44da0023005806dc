#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "analysis/comparison/compare.hpp"
#include "analysis/comparison/design_table.hpp"
#include "analysis/comparison/report.hpp"
#include "analysis/figures/points.hpp"
#include "analysis/selection/select.hpp"
#include "analysis/steady_state/beyond_horizon.hpp"
#include "analysis/steady_state/long_runs.hpp"
#include "app/cli/distinct.hpp"
#include "app/cli/drawn_worlds.hpp"
#include "app/cli/interval_options.hpp"
#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/cli/study_of_results.hpp"
#include "app/commands.hpp"
#include "core/errors.hpp"
#include "experiments/results/seal.hpp"
#include "experiments/text/table.hpp"
#include "experiments/text/words.hpp"

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
  std::optional<double> equivalent_percent;
  bool dominance = false;
  bool control = false;
  bool drop_incomplete = false;
  SealCheck seal_check = SealCheck::required;
  bool json = false;
  bool csv = false;
  bool markdown = false;
  bool latex = false;
  bool each_point = false;
  bool all = false;
};

/// A design with more points is shown up to here, unless all are asked for.
constexpr std::size_t most_points = 50;

/// With control variates, how many more worlds are drawn for each that ran: what is left of the
/// variance of the controls' means is then a twentieth of what they take away.
constexpr std::size_t drawn_for_each = 20;

/// The comparisons at one point of the design, or at several that are pooled.
struct PointComparison {
  std::vector<std::size_t> points;
  CompleteWorlds worlds;
  std::vector<Comparison> comparisons;
};

ComparisonSettings settings_of(const ResultsFile& file, const CompareCommandOptions& options) {
  ComparisonSettings settings = settings_of(options.intervals, file.description().seed);
  settings.quantiles = options.quantiles;
  if (options.equivalent_percent) settings.equivalence_margin = *options.equivalent_percent / 100.0;
  settings.dominance = options.dominance;
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

void tell_of_dropped_policies(const ResultsFile& file, std::size_t point,
                              const Selection& selection) {
  const std::string note = note_on_dropped_policies(file, point, selection);
  if (!note.empty()) std::cerr << fmt::format("bacelab: point {}: {}\n", point, note);
}

/// The factors of a design at a point, with numbers to full precision.
std::vector<std::pair<std::string, std::string>> factors_at(const ResultsFile& file,
                                                            std::size_t point) {
  std::vector<std::pair<std::string, std::string>> factors;
  for (const Factor& factor : file.factors()) {
    const auto* names = std::get_if<std::vector<std::string>>(&factor.values);
    factors.emplace_back(
        factor.name, names != nullptr
                         ? (*names)[point]
                         : fmt::format("{}", std::get<std::vector<double>>(factor.values)[point]));
  }
  return factors;
}

/// Is there a line for each point instead of a page? A table of lines has no room for more answers.
bool is_by_lines(const CompareCommandOptions& options, std::size_t points) {
  const bool asks_more = !options.quantiles.empty() || options.equivalent_percent ||
                         options.dominance || options.control;
  return points > 1 && !options.pooled && !options.each_point && !asks_more;
}

/// The points to compare: for people, only the first ones of a very large design.
std::vector<std::size_t> points_to_compare(const ResultsFile& file,
                                           const CompareCommandOptions& options) {
  std::vector<std::size_t> points = points_of(file, options.point);
  const bool for_people = !options.json && !options.csv && !options.markdown && !options.latex;
  if (for_people && !options.all && is_by_lines(options, points.size()) &&
      points.size() > most_points) {
    points.resize(most_points);
  }
  return points;
}

/// All comparisons, before anything is printed.
std::vector<PointComparison> compare_points(const ResultsFile& file,
                                            const CompareCommandOptions& options,
                                            const Selection& selection) {
  const ComparisonSettings settings = settings_of(file, options);
  std::optional<StudyFile> study;
  if (options.control) study = read_study_of(file);
  std::vector<PointComparison> all;
  for (const std::size_t point : points_to_compare(file, options)) {
    PointComparison& of_point = all.emplace_back();
    of_point.points = {point};
    of_point.worlds = complete_worlds(file, point, selection);
    tell_dropped(of_point);
    tell_of_dropped_policies(file, point, selection);
    DrawnWorlds drawn;
    if (study) {
      drawn = draw_more_worlds(file, *study, point,
                               drawn_for_each * of_point.worlds.replications.size());
    }
    for (const std::string& metric : options.metrics) {
      Comparison& comparison = of_point.comparisons.emplace_back(
          compare_runs(file, point, metric, selection, of_point.worlds, settings));
      comparison.factors = factors_at(file, point);
      if (!study) continue;
      comparison.controlled = controlled_means(file, point, metric, selection, of_point.worlds,
                                               drawn, settings.confidence);
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
  for (const std::size_t point : pooled.points) tell_of_dropped_policies(file, point, selection);
  for (const std::string& metric : options.metrics) {
    pooled.comparisons.push_back(
        compare(select_pooled(file, pooled.points, metric, selection, pooled.worlds),
                settings_of(file, options)));
  }
  return {pooled};
}

void write_pages(const ResultsFile& file, const Selection& selection,
                 const std::vector<PointComparison>& points) {
  const std::size_t width = output_width();
  for (const PointComparison& point : points) {
    if (&point != &points.front()) std::cout << '\n';
    for (const Comparison& comparison : point.comparisons) {
      write_table(std::cout, comparison, width);
      std::cout << '\n';
    }
    write_mechanisms(std::cout, file, point.points, selection, point.worlds, width);
  }
}

/// A table for each metric, with a line for each point.
std::vector<CellTable> tables_of_design(const ResultsFile& file,
                                        const CompareCommandOptions& options,
                                        const std::vector<PointComparison>& points) {
  const auto varied = varied_factors(file, points_of(file, options.point));
  std::vector<std::string> names;
  for (const Factor* factor : varied) names.push_back(factor->name);
  std::vector<DesignPoint> lines;
  for (const PointComparison& at : points) {
    DesignPoint& line = lines.emplace_back(DesignPoint{at.points.front(), {}});
    for (const Factor* factor : varied) line.values.push_back(value_text(*factor, line.point));
  }
  std::vector<CellTable> tables;
  for (std::size_t metric = 0; metric < options.metrics.size(); ++metric) {
    std::vector<Comparison> of_metric;
    for (const PointComparison& at : points) of_metric.push_back(at.comparisons[metric]);
    tables.push_back(design_cells(names, lines, of_metric));
  }
  return tables;
}

/// A table for each metric and point.
std::vector<CellTable> tables_of_points(const std::vector<PointComparison>& points) {
  std::vector<CellTable> tables;
  for (const PointComparison& at : points) {
    for (const Comparison& comparison : at.comparisons) tables.push_back(policy_cells(comparison));
  }
  return tables;
}

void write_design(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points) {
  const std::size_t width = output_width();
  for (const CellTable& table : tables_of_design(file, options, points)) {
    write_text(std::cout, table, width);
    std::cout << '\n';
  }
  const std::size_t all = points_of(file, options.point).size();
  if (!options.point && all < file.points()) {
    write_wrapped(std::cout,
                  fmt::format("{} of {} points ran: the search of the contour did not need the "
                              "others.",
                              grouped(all), grouped(file.points())),
                  width);
  }
  if (all > points.size()) {
    write_wrapped(std::cout,
                  fmt::format("The first {} of {} points, {} more: --all shows them, --csv writes "
                              "them.",
                              points.size(), grouped(all), grouped(all - points.size())),
                  width);
  }
  write_wrapped(std::cout,
                "--point I or --each-point: p-values, worst worlds and mechanisms of a point; "
                "--pooled: all points together.",
                width);
}

/// The policies under which the number of jobs in the system grows at one of the points; none
/// without job rows, or with so many that reading them would take longer than all else.
std::vector<std::string> growing_policies(const ResultsFile& file, const Selection& selection,
                                          const std::vector<std::size_t>& points,
                                          double confidence) {
  constexpr std::size_t most_rows = 5'000'000;
  std::vector<std::string> growing;
  const std::size_t jobs = file.description().jobs_per_run;
  if (jobs == 0 || points.size() * file.replications() * jobs > most_rows) return growing;
  for (const std::string& policy : policies_of(selection)) {
    const bool grows = std::any_of(points.begin(), points.end(), [&](std::size_t point) {
      const Estimate growth = growth_at(file, point, policy, confidence);
      return growth.interval.has_value() && growth.interval.value().lower > 0.0;
    });
    if (grows) growing.push_back(policy);
  }
  return growing;
}

/// Says where means are none of a steady state.
void tell_unsteady(const ResultsFile& file, const CompareCommandOptions& options,
                   const Selection& selection, const std::vector<PointComparison>& points) {
  std::vector<std::size_t> all;
  for (const PointComparison& at : points) {
    all.insert(all.end(), at.points.begin(), at.points.end());
  }
  const auto load = largest_load(file, all);
  if (load && *load >= 1.0) {
    write_wrapped(std::cout,
                  fmt::format("Means of an overloaded system grow with the number of jobs: offered "
                              "load {}{:.4g}; see bacelab warmup.",
                              all.size() > 1 ? "up to " : "", *load),
                  output_width());
    return;
  }
  const auto growing = growing_policies(file, selection, all, options.intervals.confidence);
  if (growing.empty()) return;
  write_wrapped(std::cout,
                fmt::format("The number of jobs in the system grows under {}: means depend on the "
                            "length of the runs; see bacelab warmup.",
                            fmt::join(growing, ", ")),
                output_width());
}

/// Says which runs had prices and bandwidths that no longer changed.
void tell_horizon(const ResultsFile& file, const Selection& selection,
                  const std::vector<PointComparison>& points) {
  std::vector<std::size_t> all;
  for (const PointComparison& at : points) {
    all.insert(all.end(), at.points.begin(), at.points.end());
  }
  const BeyondHorizon found = beyond_horizon(file, all, policies_of(selection));
  if (found.beyond == 0) return;
  write_wrapped(
      std::cout,
      fmt::format("{} of {} went on after study.horizon_hours, when prices and bandwidths "
                  "keep their last value: {:.3g} % of their time.",
                  grouped(found.beyond), counted(found.runs, "run"), 100.0 * found.time_share),
      output_width());
}

void write_tables(const ResultsFile& file, const CompareCommandOptions& options,
                  const std::vector<PointComparison>& points) {
  const bool by_lines = is_by_lines(options, points.size());
  const char* separator = "";
  for (const CellTable& table :
       by_lines ? tables_of_design(file, options, points) : tables_of_points(points)) {
    std::cout << separator;
    options.latex ? write_latex(std::cout, table) : write_markdown(std::cout, table);
    separator = "\n";
  }
}

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
  command->add_flag("--all", options->all,
                    fmt::format("Of a design: all points, not the first {}", most_points));
  command->footer(metrics_text);
  command->callback([options, &exit_code] { exit_code = compare_file(*options); });
}

}  // namespace bacelab
