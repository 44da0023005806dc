#include "experiments/worlds/work/iterations.hpp"

namespace bacelab {

std::shared_ptr<const WorkDistribution> IterationsWork::make(const ConfigSection& section) {
  return std::make_shared<IterationsWork>(
      section.number("iterations", 1000.0, Bounds::positive(), "Iterations of every job"));
}

double IterationsWork::iterations(const JobKind&, const RandomStream&, std::uint32_t) const {
  return iterations_;
}

double IterationsWork::mean_seconds(const JobKind& kind) const {
  return iterations_ * kind.plan.ideal_iteration_s();
}

}  // namespace bacelab
