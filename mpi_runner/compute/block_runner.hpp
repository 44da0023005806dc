#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "core/index.hpp"
#include "core/simulation/metrics.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/box/run_block.hpp"
#include "experiments/box/work.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/launch/threads.hpp"
#include "mpi_runner/stopping/stop.hpp"

namespace bacelab {

/// Runs worlds of a study one after another: each is drawn once and run under every policy. One
/// thread at a time may use it; every thread has its own, whose memory is reused.
class WorldRunner {
 public:
  /// The file must outlive the runner. `path_threads`: how many search for a path together.
  explicit WorldRunner(const StudyFile& file, int path_threads = 1)
      : file_(&file), reader_(file.reader()), path_threads_(path_threads) {}

  /// Runs one world and fills its place in the block. A run that fails is noted in `failures` and
  /// by its status; the others go on. A world in which a run is stopped is left out. The policies
  /// `left_out` don't run.
  void run(WorldIndex world, RunBlock& block, std::vector<RunFailure>& failures,
           const StopCheck& is_to_stop = {}, const LeftOut& left_out = {});

 private:
  void go_to(PointIndex point);
  void run_policy(const Scenario& scenario, std::size_t policy, std::size_t row, RunBlock& block,
                  const StopCheck& is_to_stop);
  void keep(const Scenario& scenario, const RunRecord& record, std::size_t policy, std::size_t row,
            RunBlock& block);
  void keep_jobs(const RunRecord& record, std::span<double> values);

  const StudyFile* file_;
  StudyReader reader_;
  int path_threads_;
  std::unique_ptr<const Study> study_;  // at point_
  PointIndex point_;
  Table<RegionIndex, std::size_t> regions_;  // of this point, as numbers of file_->regions()
  std::vector<Policy> policies_;
  Simulator simulator_;
  RunSummary summary_;
};

/// Runs blocks of worlds on the threads of one process: several worlds at a time, or one after the
/// other with threads that share the path finding of each. The results depend on neither.
class BlockRunner {
 public:
  /// The file must outlive the runner.
  BlockRunner(const StudyFile& file, const RunBlockShape& shape, const ThreadPlan& plan);
  ~BlockRunner();

  /// Worlds that are not complete soon after `stop` is requested are left out and marked `not_run`.
  [[nodiscard]] RunBlock run(const Work& work, const StopRequest* stop = nullptr);

 private:
  struct Threads;

  const StudyFile* file_;
  RunBlockShape shape_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace bacelab
