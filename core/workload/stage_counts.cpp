#include "core/workload/stage_counts.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <ranges>

#include "core/contract.hpp"

namespace bacelab {
namespace {

constexpr double usable_memory = 0.9;      // the rest is for buffers and fragmentation
constexpr int most_stages_ever = 1'000'000'000;
constexpr double same_time = 1.0 + 1e-12;  // for times that are no integers

int ceil_of_ratio(int dividend, int divisor) { return (dividend + divisor - 1) / divisor; }

/// Of { ceil(L/l) : l = 1..L }, which are about 2 sqrt(L) counts, the next above one of them; none
/// above L.
std::optional<int> next_useful_stage_count(int layers, int stages) {
  const int most_layers_of_more_stages = (layers - 1) / stages;
  if (most_layers_of_more_stages == 0) return std::nullopt;
  return ceil_of_ratio(layers, most_layers_of_more_stages);
}

/// Steps of an iteration without transfers, each as long as a stage takes for a micro-batch:
/// k + M' - 1; under zero_bubble 12 times max(M' + omega (k - 1), phi M' + (1 - phi) k).
std::int64_t steps_of_iteration(const Template& model, Schedule schedule, int stages) {
  const std::int64_t k = stages;
  const std::int64_t M = replica_micro_batches(model);
  if (schedule != Schedule::zero_bubble) return k + M - 1;
  const std::int64_t omega = model.recompute ? 6 : 4;  // twelfths
  const std::int64_t phi = model.recompute ? 3 : 4;
  return std::max(12 * M + omega * (k - 1), phi * M + (12 - phi) * k);
}

}  // namespace

double layers_of_stage(const Template& model, Split split, int stages) {
  if (split == Split::even) return static_cast<double>(model.layers) / stages;
  return ceil_of_ratio(model.layers, stages);
}

double first_stage_memory(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                          int stages) {
  BACELAB_EXPECTS(1 <= stages && (pipeline.split == Split::even || stages <= model.layers));
  const double states = model.parameters * gpu.bytes_per_parameter / stages;
  const double activations =
      layers_of_stage(model, pipeline.split, stages) * activation_bytes(model) *
      micro_batches_in_flight(pipeline, stages, replica_micro_batches(model));
  return (states + activations) / model.tensor_parallel;
}

bool fits(const Template& model, const GpuType& gpu, const PipelineModel& pipeline, int stages) {
  return first_stage_memory(model, gpu, pipeline, stages) <= usable_memory * gpu.memory_bytes;
}

std::vector<int> stage_counts(const Template& model, Split split, int all_slots) {
  if (split == Split::even) {
    std::vector<int> counts(static_cast<std::size_t>(model.max_stages.value_or(all_slots)));
    std::iota(counts.begin(), counts.end(), 1);
    return counts;
  }
  const int most = model.max_stages.value_or(model.layers);
  std::vector<int> counts;
  for (std::optional<int> k = 1; k && *k <= most; k = next_useful_stage_count(model.layers, *k)) {
    counts.push_back(*k);
  }
  return counts;
}

std::optional<int> fewest_stages(const Template& model, const GpuType& gpu,
                                 const PipelineModel& pipeline) {
  const auto needs_more = [&](int k) { return !fits(model, gpu, pipeline, k); };
  if (pipeline.split == Split::even) {
    // The memory never grows with the stages.
    const auto counts = std::views::iota(1, model.max_stages.value_or(most_stages_ever));
    const int fewest = *std::ranges::partition_point(counts, needs_more);
    return needs_more(fewest) ? std::nullopt : std::optional(fewest);
  }
  const int most = model.max_stages.value_or(model.layers);
  std::optional<int> fewest = 1;
  while (fewest && *fewest <= most && needs_more(*fewest)) {
    fewest = next_useful_stage_count(model.layers, *fewest);
  }
  return fewest && *fewest <= most ? fewest : std::nullopt;
}

int fastest_computing(const Template& model, const PipelineModel& pipeline,
                      std::span<const int> counts) {
  BACELAB_EXPECTS(!counts.empty());
  if (pipeline.split == Split::even) {
    std::vector<double> times;
    for (const int k : counts) {
      times.push_back(static_cast<double>(steps_of_iteration(model, pipeline.schedule, k)) / k);
    }
    return fastest(counts, times);
  }
  const auto time = [&](int k) {
    return steps_of_iteration(model, pipeline.schedule, k) * ceil_of_ratio(model.layers, k);
  };
  return *std::min_element(counts.begin(), counts.end(),
                           [&](int x, int y) { return time(x) < time(y); });
}

int fastest(std::span<const int> counts, std::span<const double> times) {
  BACELAB_EXPECTS(!counts.empty() && counts.size() == times.size());
  const double most = *std::min_element(times.begin(), times.end()) * same_time;
  const auto first = std::find_if(times.begin(), times.end(), [&](double t) { return t <= most; });
  return counts[static_cast<std::size_t>(first - times.begin())];
}

}  // namespace bacelab
