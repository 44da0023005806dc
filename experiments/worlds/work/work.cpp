#include "experiments/worlds/work/work.hpp"

#include <array>

#include "experiments/worlds/work/hours.hpp"
#include "experiments/worlds/work/iterations.hpp"

namespace bacelab {

namespace {

constexpr auto all_work_distributions = std::to_array<ProcessInfo<WorkDistribution>>({
    {"lognormal", "lognormal with median_hours and sigma", LognormalWork::make},
    {"truncated_lognormal", "lognormal truncated to low_hours and high_hours",
     TruncatedLognormalWork::make},
    {"exponential", "exponential with mean_hours", ExponentialWork::make},
    {"gamma", "gamma with mean_hours and cv", GammaWork::make},
    {"bounded_pareto", "bounded Pareto between low_hours and high_hours", BoundedParetoWork::make},
    {"iterations", "the same number of iterations for every job", IterationsWork::make},
    {"tokens", "the tokens of a dataset, drawn from a list", TokensWork::make},
    {"trace", "the work of recorded jobs, see [trace]", TraceWork::make},
});

}  // namespace

Registry<ProcessInfo<WorkDistribution>> work_distributions() {
  static constexpr Registry registry(all_work_distributions);
  return registry;
}

}  // namespace bacelab
