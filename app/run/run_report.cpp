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

void print_start(std::ostream& out, const StudyFile& file, const RunOptions& options, int ranks) {
  const std::size_t policies = file.box().policies();
  out << fmt::format(
      "bacelab: {} point{} x {}{} replication{} x {} polic{} = {}{} runs{}, on {} rank{} x {} "
      "thread{}\n",
      grouped(file.design().points()), file.design().points() == 1 ? "" : "s",
      file.may_end_early() ? "at most " : "", grouped(file.replications()),
      file.replications() == 1 ? "" : "s", policies, policies == 1 ? "y" : "ies",
      file.may_end_early() ? "at most " : "", grouped(file.box().runs()),
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
        report.counts.runs * (report.worlds - report.worlds_found) / report.counts.worlds;
    const std::string all = report.worlds_found == 0
                                ? ""
                                : fmt::format("{} runs, the last ", grouped(report.counts.runs));
    out << fmt::format(
        "bacelab: wrote {}: {}{} runs in {:.2f} s ({} runs/s)\n",
        printable(options.output.string()), all, grouped(runs), report.seconds,
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
