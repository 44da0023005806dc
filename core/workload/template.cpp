#include "core/workload/template.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/contract.hpp"

namespace bacelab {

double micro_batch_flops(const Template& model) {
  const double tokens = model.micro_batch * model.sequence;
  const double output_layer = 6.0 * tokens * model.hidden * model.vocabulary;
  const double layers = 6.0 * tokens * model.layers * model.layer_parameters +
                        12.0 * tokens * model.sequence * model.layers * model.attention_width;
  return (model.recompute ? layers * 4.0 / 3.0 : layers) + output_layer;
}

double forward_share(const Template& model) { return model.recompute ? 0.25 : 1.0 / 3.0; }

double weight_gradient_share(const Template& model) { return model.recompute ? 0.5 : 1.0 / 3.0; }

double boundary_bytes(const Template& model) {
  return 2.0 * model.micro_batch * model.sequence * model.hidden;
}

double activation_bytes(const Template& model) {
  return (model.recompute ? 1.0 : 17.0) * boundary_bytes(model);
}

namespace {

constexpr double usable_memory = 0.9;  // the rest is for buffers and fragmentation

int layers_of_largest_stage(int layers, int stages) { return (layers + stages - 1) / stages; }

/// { ceil(L/l) : l = 1..L }, ascending, without duplicates; about 2 sqrt(L) steps.
std::vector<int> useful_stage_counts(int layers) {
  std::vector<int> counts = {1};
  // The most layers per stage with which there are more stages than before.
  while (const int per_stage = (layers - 1) / counts.back()) {
    counts.push_back(layers_of_largest_stage(layers, per_stage));
  }
  return counts;
}

StageOption make_option(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                        int stages) {
  const double share =
      static_cast<double>(layers_of_largest_stage(model.layers, stages)) / model.layers;
  const double time_s = share * micro_batch_flops(model) / (gpu.efficiency * gpu.peak_flops);
  // The plan fills in the rest.
  return {stages, time_s,
          bandwidth_demand(pipeline.schedule, boundary_bytes(model), time_s, forward_share(model))};
}

/// A number to which the iteration time without transfers is proportional: (k + M - 1) ceil(L/k);
/// under zero_bubble 12 times max(M + omega (k - 1), phi M + (1 - phi) k) ceil(L/k).
std::int64_t ideal_length(const Template& model, Schedule schedule, int stages) {
  const std::int64_t k = stages;
  const std::int64_t M = model.micro_batches;
  const std::int64_t layers = layers_of_largest_stage(model.layers, stages);
  if (schedule != Schedule::zero_bubble) return (k + M - 1) * layers;
  const std::int64_t omega = model.recompute ? 6 : 4;  // twelfths
  const std::int64_t phi = model.recompute ? 3 : 4;
  return std::max(12 * M + omega * (k - 1), phi * M + (12 - phi) * k) * layers;
}

/// Ascending and not empty?
bool are_options(std::span<const StageOption> options) {
  int before = 0;
  for (const StageOption& option : options) {
    if (option.stages <= std::exchange(before, option.stages)) return false;
  }
  return !options.empty();
}

}  // namespace

StagePlan::StagePlan(std::vector<StageOption> options, const Template& model,
                     const PipelineModel& pipeline)
    : options_(std::move(options)),
      micro_batches_{model.micro_batches, forward_share(model), weight_gradient_share(model)},
      boundary_bytes_(bacelab::boundary_bytes(model)) {
  BACELAB_EXPECTS(are_options(options_));
  for (StageOption& option : options_) {
    const StageGroup whole = {option.stages, option.stage_time_s};
    option.ideal_iteration_s = iteration_time(pipeline, {&whole, 1}, {}, micro_batches_);
    option.iteration_gb = 2.0 * micro_batches_.count * boundary_bytes_ / 1e9;
    // A stage computes for a k-th of the time of the whole model; the largest for longer.
    const double largest = layers_of_largest_stage(model.layers, option.stages);
    option.computing_s =
        micro_batches_.count * option.stage_time_s * model.layers / (largest * option.stages);
  }
}

const StageOption* StagePlan::largest_below_best(int limit) const {
  const auto above =
      std::upper_bound(options_.begin(), options_.end(), limit,
                       [](int value, const StageOption& option) { return value < option.stages; });
  return above == options_.begin() ? nullptr : &*(above - 1);
}

double first_stage_memory(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                          int stages) {
  BACELAB_EXPECTS(1 <= stages && stages <= model.layers);
  const double states = model.parameters * gpu.bytes_per_parameter / stages;
  const double activations = layers_of_largest_stage(model.layers, stages) *
                             activation_bytes(model) *
                             micro_batches_in_flight(pipeline, stages, model.micro_batches);
  return states + activations;
}

std::optional<StagePlan> make_stage_plan(const Template& model, const GpuType& gpu,
                                         const PipelineModel& pipeline) {
  BACELAB_EXPECTS(model.layers >= 1 && model.micro_batches >= 1);
  BACELAB_EXPECTS(gpu.efficiency * gpu.peak_flops > 0.0);
  const int limit = std::min(model.layers, model.max_stages.value_or(model.layers));
  std::vector<int> counts;
  for (const int k : useful_stage_counts(model.layers)) {
    const bool fits =
        first_stage_memory(model, gpu, pipeline, k) <= usable_memory * gpu.memory_bytes;
    if (k <= limit && fits) counts.push_back(k);
  }
  if (counts.empty()) return std::nullopt;
  const auto best = std::min_element(counts.begin(), counts.end(), [&](int x, int y) {
    return ideal_length(model, pipeline.schedule, x) < ideal_length(model, pipeline.schedule, y);
  });
  std::vector<StageOption> options;
  for (auto k = counts.begin(); k <= best; ++k) {
    options.push_back(make_option(model, gpu, pipeline, *k));
  }
  return StagePlan(std::move(options), model, pipeline);
}

TemplateSet::TemplateSet(std::vector<Template> templates, const GpuType& gpu,
                         const PipelineModel& pipeline)
    : templates_(std::move(templates)) {
  for (const Template& model : templates_) plans_.push_back(make_stage_plan(model, gpu, pipeline));
}

}  // namespace bacelab
