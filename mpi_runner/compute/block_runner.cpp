#include "mpi_runner/compute/block_runner.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <vector>

#include "mpi_runner/compute/world_runner.hpp"

namespace bacelab {

struct BlockRunner::Threads {
  Threads(const StudyFile& file, const ThreadPlan& plan)
      : limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(plan.worlds)),
        arena(plan.worlds),
        runners([&file, plan] { return WorldRunner(file, plan.paths); }) {}

  tbb::global_control limit;
  tbb::task_arena arena;
  tbb::enumerable_thread_specific<WorldRunner> runners;
};

BlockRunner::BlockRunner(const StudyFile& file, const RunBlockShape& shape, const ThreadPlan& plan)
    : file_(&file), shape_(shape), threads_(std::make_unique<Threads>(file, plan)) {}

BlockRunner::~BlockRunner() = default;

FinishedBlock BlockRunner::run(std::size_t first_world, std::size_t worlds,
                               const StopRequest* stop) {
  FinishedBlock finished;
  finished.block = RunBlock(first_world, worlds, shape_);
  std::vector<std::vector<RunFailure>> failures(worlds);
  threads_->arena.execute([&] {
    tbb::parallel_for(std::size_t{0}, worlds, [&](std::size_t i) {
      if (stop != nullptr && stop->cause() != StopCause::none) return;
      threads_->runners.local().run(first_world + i, finished.block, failures[i]);
    });
  });
  for (const auto& of_world : failures) {
    finished.failures.insert(finished.failures.end(), of_world.begin(), of_world.end());
  }
  return finished;
}

}  // namespace bacelab
