#include "app/run/run_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <string>

#include "app/cli/command_line.hpp"
#include "experiments/box/description.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points_shown = 40;

std::string width_text(double points) {
  return std::isfinite(points) ? fmt::format("+-{:.2f} points", points) : "no interval";
}

std::string line_of(const PointPrecision& point) {
  const bool reached = point.reason == StopReason::precision_reached;
  return fmt::format(
      "{} replications, {} ({}; {}: {})", grouped(static_cast<std::size_t>(point.replications)),
      reached ? "precise" : "no more are allowed", width_text(point.half_width_points),
      reached ? "last" : "widest", point.last_comparison);
}

}  // namespace

ExitCode print_precision(std::ostream& out, const PrecisionOutcome& outcome,
                         std::span<const Factor> factors) {
  for (std::size_t i = 0; i < std::min(outcome.size(), most_points_shown); ++i) {
    const std::string label = point_label(factors, i);
    out << fmt::format("  point {}{}{}: {}\n", i, label.empty() ? "" : ", ", label,
                       line_of(outcome[i]));
  }
  if (outcome.size() > most_points_shown) {
    out << fmt::format("  and {} points more: see replications_run in the results\n",
                       grouped(outcome.size() - most_points_shown));
  }
  const auto missed = static_cast<std::size_t>(std::count_if(
      outcome.begin(), outcome.end(),
      [](const PointPrecision& point) { return point.reason == StopReason::maximum_reached; }));
  if (missed == 0) return ExitCode::done;
  out << fmt::format(
      "bacelab: {} of {} points did not reach the precision; allow more with --resume --set "
      "study.replications=N\n",
      grouped(missed), grouped(outcome.size()));
  return ExitCode::precision_not_reached;
}

void print_start(std::ostream& out, const StudyFile& file, const RunOptions& options, int ranks) {
  const std::size_t policies = file.box().policies();
  out << fmt::format(
      "bacelab: {} point{} x {}{} replication{} x {} polic{} = {}{} runs{}, on {} rank{} x {} "
      "thread{}\n",
      grouped(file.design().points()), file.design().points() == 1 ? "" : "s",
      file.precision() ? "at most " : "", grouped(file.replications()),
      file.replications() == 1 ? "" : "s", policies, policies == 1 ? "y" : "ies",
      file.precision() ? "at most " : "", grouped(file.box().runs()),
      options.shard ? ", of which part " + text_of(*options.shard) : "", ranks,
      ranks == 1 ? "" : "s", options.threads.count(), options.threads.count() == 1 ? "" : "s");
}

void print_choices(std::ostream& out, const RunOptions& options) {
  out << fmt::format("bacelab: each rank: {}; segments every {:g} s in {}\n",
                     text_of(options.threads), options.segment_interval_s,
                     printable(segment_directory_of(options.output).string()));
}

void print_end(std::ostream& out, const ExecutionReport& report, const RunOptions& options) {
  if (report.worlds_found == report.worlds) {
    out << fmt::format("bacelab: {} is complete: {} runs\n", printable(options.output.string()),
                       grouped(report.counts.runs));
  } else {
    const std::size_t runs =
        report.counts.runs / report.counts.worlds * (report.worlds - report.worlds_found);
    out << fmt::format(
        "bacelab: wrote {}: {} runs in {:.2f} s ({} runs/s)\n", printable(options.output.string()),
        grouped(runs), report.seconds,
        grouped(static_cast<std::size_t>(static_cast<double>(runs) / report.seconds)));
  }
  if (report.counts.redraws > 0) {
    out << fmt::format(
        "bacelab: {} redraw{} in {} worlds, so that every job fits into one "
        "region (jobs.one_region)\n",
        grouped(report.counts.redraws), report.counts.redraws == 1 ? "" : "s",
        grouped(report.counts.worlds));
  }
}

ExitCode print_stopped(std::ostream& out, const ExecutionReport& report,
                       const RunOptions& options) {
  const bool failed = report.stop == StopCause::failed_run;
  if (failed) out << "bacelab: stopped at a run that failed: " << report.failure << '\n';
  const std::string why =
      failed ? "not finished" : fmt::format("interrupted by {}", name_of(report.stop));
  if (report.worlds_done == 0) {
    out << fmt::format("bacelab: {} before the first world was finished; start again with: {}\n",
                       why, options.command);
    return failed ? ExitCode::incomplete : ExitCode::interrupted;
  }
  out << fmt::format(
      "bacelab: {}: {} of {}{} worlds are finished and kept in {}; continue with: {}\n", why,
      grouped(report.worlds_done), options.rule != nullptr ? "at most " : "",
      grouped(report.worlds), printable(segment_directory_of(options.output).string()),
      continuation_of(command_words()));
  return failed ? ExitCode::incomplete : ExitCode::interrupted;
}

}  // namespace bacelab
