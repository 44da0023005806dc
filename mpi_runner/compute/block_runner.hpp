#pragma once

#include <memory>

#include "experiments/study/study_file.hpp"
#include "mpi_runner/compute/finished_block.hpp"
#include "mpi_runner/launch/thread_plan.hpp"
#include "mpi_runner/stopping/stop.hpp"

namespace bacelab {

/// Runs blocks of worlds on the threads of one process: worlds side by side, or one after the other
/// with threads that share the path finding of each. What comes out depends on neither.
class BlockRunner {
 public:
  /// The file must outlive the runner.
  BlockRunner(const StudyFile& file, const RunBlockShape& shape, const ThreadPlan& plan);
  ~BlockRunner();

  /// With `stop`, worlds that have not begun when there is a request are left out: they are marked
  /// `not_run`.
  [[nodiscard]] FinishedBlock run(std::size_t first_world, std::size_t worlds,
                                  const StopRequest* stop = nullptr);

 private:
  struct Threads;

  const StudyFile* file_;
  RunBlockShape shape_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace bacelab
