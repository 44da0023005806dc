#include "app/check/estimate.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "app/check/finding_lines.hpp"
#include "app/check/rows.hpp"
#include "experiments/text/words.hpp"
#include "mpi_runner/launch/threads.hpp"

namespace bacelab {
namespace {

std::string size_text(double bytes) {
  for (const char* unit : {"B", "kB", "MB", "GB"}) {
    if (bytes < 999.5) return fmt::format("{:.3g} {}", bytes, unit);
    bytes /= 1000.0;
  }
  return fmt::format("{:.3g} TB", bytes);
}

/// How many runs of the probe ended so, if some did, and why.
void print_incomplete_runs(const char* how, std::size_t count, const Probe& probe,
                           const std::vector<std::string>& texts) {
  if (count == 0) return;
  print_row(how, fmt::format("{} of the {} runs of the probe", grouped(count),
                             grouped(probe.counts.runs)));
  print_texts("", texts);
}

}  // namespace

void print_estimate(const Probe& probe, const char* about) {
  const int cores = usable_cores();
  print_row("probe", fmt::format("{} worlds in {:.2f} s on one core ({:.3g} ms per world)",
                                 grouped(probe.counts.worlds), probe.seconds,
                                 1e3 * probe.seconds / static_cast<double>(probe.counts.worlds)));
  print_row("time", fmt::format("{} {} on one core, {} on the {} here", about,
                                clock_text(probe.expected_core_seconds),
                                clock_text(probe.expected_core_seconds / cores), cores));
  print_row("file", "about " + size_text(probe.expected_bytes));
  print_row("memory", fmt::format("about {} per rank, and {} for each further thread with a world",
                                  size_text(probe.peak_bytes), size_text(probe.world_bytes)));
  if (probe.counts.redraws > 0) {
    print_row("redraws", fmt::format("{} in the {} worlds of the probe (jobs.one_region)",
                                     grouped(probe.counts.redraws), grouped(probe.counts.worlds)));
  }
}

void print_findings(const Probe& probe, const StudyFile& file, const StudyOptions& options) {
  const auto& [stuck, failed] = probe.findings;
  print_incomplete_runs("stuck", probe.counts.stuck, probe, stuck_texts(stuck, file, options));
  print_incomplete_runs("failed", probe.counts.failed, probe, failed_texts(failed, file, options));
}

}  // namespace bacelab
