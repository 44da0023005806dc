#include "mpi_runner/output/run_counts.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace bacelab {

void count(const FinishedBlock& finished, RunCounts& counts) {
  const RunBlock& block = finished.block;
  const auto with = [&](RunStatus status) {
    return static_cast<std::size_t>(std::count(block.status.begin(), block.status.end(), status));
  };
  counts.worlds += block.world_count;
  counts.runs += block.run_count();
  counts.stuck += with(RunStatus::stuck);
  counts.failed += with(RunStatus::failed);
  counts.redraws += static_cast<std::size_t>(
      std::accumulate(block.redraws.begin(), block.redraws.end(), std::int64_t{0}));
  counts.failures.insert(counts.failures.end(), finished.failures.begin(), finished.failures.end());
}

void sort_failures(RunCounts& counts) {
  std::sort(counts.failures.begin(), counts.failures.end(),
            [](const RunFailure& x, const RunFailure& y) {
              return std::tie(x.point, x.replication, x.policy) <
                     std::tie(y.point, y.replication, y.policy);
            });
}

}  // namespace bacelab
