#include "mpi_runner/probe.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "experiments/box/description.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/compute/block_runner.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_points = 8;
// Bytes of a file for attributes and the like, and for its group of job rows.
constexpr double file_overhead = 1.8e5;
constexpr double jobs_overhead = 4.8e4;

/// Peak memory of this process up to now.
double peak_bytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace

Probe probe_study(const StudyFile& file, double seconds) {
  using Clock = std::chrono::steady_clock;
  const ResultsDescription description = describe_results(file);
  BlockRunner runner(file, run_block_shape(description), {});
  const std::size_t points = file.design().points();
  const std::size_t probed = std::min(points, most_points);
  Probe probe;
  const double bytes_before = peak_bytes();
  const auto start = Clock::now();
  const auto elapsed = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
  for (std::size_t replication = 0; replication < file.replications(); ++replication) {
    for (std::size_t i = 0; i < probed; ++i) {
      const std::size_t point = i * (points - 1) / std::max<std::size_t>(1, probed - 1);
      const WorldPlace place = {PointIndex(point), ReplicationIndex(replication)};
      const RunBlock block = runner.run({{file.box().world(place).value(), 1}});
      count(block, probe.counts);
      add_runs(block, file.box(), description.policies, probe.findings);
    }
    probe.seconds = elapsed();
    if (probe.seconds > seconds) break;
  }
  probe.peak_bytes = peak_bytes();
  probe.world_bytes = probe.peak_bytes - bytes_before;
  const auto worlds = static_cast<double>(file.box().worlds());
  probe.expected_core_seconds = probe.seconds / static_cast<double>(probe.counts.worlds) * worlds;
  probe.expected_bytes = file_overhead + (file.job_rows() > 0 ? jobs_overhead : 0.0) +
                         result_bytes(description, file.box().worlds());
  return probe;
}

}  // namespace bacelab
