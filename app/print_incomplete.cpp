#include "app/print_incomplete.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "mpi_runner/progress/progress.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_failures_shown = 5;

}  // namespace

ExitCode print_incomplete(const RunCounts& counts) {
  if (counts.stuck > 0) {
    std::cerr << fmt::format(
        "bacelab: {} run{} got stuck: jobs were left that nothing could start (status = stuck)\n",
        grouped(counts.stuck), counts.stuck == 1 ? "" : "s");
  }
  if (counts.failed > 0) {
    std::cerr << fmt::format("bacelab: {} run{} failed (status = failed):\n",
                             grouped(counts.failed), counts.failed == 1 ? "" : "s");
  }
  for (std::size_t i = 0; i < std::min(counts.failures.size(), most_failures_shown); ++i) {
    const RunFailure& failure = counts.failures[i];
    std::cerr << fmt::format("  point {}, replication {}{}{}: {}\n", failure.point,
                             failure.replication, failure.policy.empty() ? "" : ", policy ",
                             failure.policy, failure.message);
  }
  return counts.stuck + counts.failed > 0 ? ExitCode::incomplete : ExitCode::done;
}

}  // namespace bacelab
