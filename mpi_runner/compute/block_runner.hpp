#pragma once

#include <memory>
#include <vector>

#include "experiments/results/run_block.hpp"
#include "experiments/study/study_file.hpp"
#include "mpi_runner/compute/run_failure.hpp"

namespace bacelab {

/// The results of some worlds, and what went wrong in them.
struct FinishedBlock {
  RunBlock block;
  std::vector<RunFailure> failures;  ///< by world, then policy
};

/// Runs blocks of worlds on the threads of one process, worlds side by side. What comes out does
/// not depend on the number of threads.
class BlockRunner {
 public:
  /// The file must outlive the runner. `threads` >= 1.
  BlockRunner(const StudyFile& file, const RunBlockShape& shape, int threads);
  ~BlockRunner();

  [[nodiscard]] FinishedBlock run(std::size_t first_world, std::size_t worlds);

 private:
  struct Threads;

  const StudyFile* file_;
  RunBlockShape shape_;
  std::unique_ptr<Threads> threads_;
};

}  // namespace bacelab
