#include "experiments/results/results_size.hpp"

#include "experiments/results/run_block.hpp"

namespace bacelab {

double result_bytes(const ResultsDescription& description, std::size_t worlds) {
  constexpr double integers_of_job = 4;  // point, replication, policy, job
  const auto& [policies, metrics, jobs, columns] = run_block_shape(description);
  const double values =
      static_cast<double>(metrics) + 1.0 +
      static_cast<double>(jobs) * (static_cast<double>(columns) + integers_of_job);
  return static_cast<double>(worlds) * (static_cast<double>(policies) * (8.0 * values + 1.0) + 8.0);
}

}  // namespace bacelab
