#include "core/workload/stage_plan.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/contract.hpp"
#include "core/workload/stage_counts.hpp"

namespace bacelab {
namespace {

/// Ascending and not empty?
bool are_options(std::span<const StageOption> options) {
  int before = 0;
  for (const StageOption& option : options) {
    if (option.stages <= std::exchange(before, option.stages)) return false;
  }
  return !options.empty();
}

MicroBatches micro_batches_of(const Template& model) {
  return {replica_micro_batches(model), forward_share(model), weight_gradient_share(model)};
}

/// Bits that a GPU of one of k stages moves in an all-reduce of the gradients, times k.
double gradient_bits(const Template& model) {
  const double D = model.data_parallel;
  return 2.0 * (D - 1.0) / D * 16.0 * model.parameters / model.tensor_parallel;
}

/// The plan fills in the rest.
StageOption make_option(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                        int stages) {
  const double share = layers_of_stage(model, pipeline.split, stages) / model.layers;
  const double flops = achieved_flops(gpu) * (model.tensor_parallel * model.tensor_efficiency);
  const double time_s = share * micro_batch_flops(model) / flops;
  return {stages, time_s,
          bandwidth_demand(pipeline.schedule, model.data_parallel * boundary_bytes(model), time_s,
                           forward_share(model))};
}

}  // namespace

StagePlan::StagePlan(std::vector<StageOption> options, const Template& model,
                     const PipelineModel& pipeline, std::optional<double> ideal_iteration_s,
                     StagesByRegion by_region)
    : options_(std::move(options)),
      pipeline_(pipeline),
      micro_batches_(micro_batches_of(model)),
      boundary_bytes_(model.data_parallel * bacelab::boundary_bytes(model)),
      internal_bits_(8.0 * bacelab::boundary_bytes(model)),
      gradient_bits_(gradient_bits(model)),
      is_held_everywhere_(by_region.holds.empty()),
      slots_are_gpus_(by_region.holds.empty() && bacelab::gpus_of_stage(model) == 1),
      by_region_(std::move(by_region)) {
  BACELAB_EXPECTS(are_options(options_));
  BACELAB_EXPECTS(by_region_.holds.size() == options_.size() * by_region_.relative_time.size());
  for (StageOption& option : options_) {
    const StageGroup whole = {option.stages, option.stage_time_s};
    option.iteration_s = iteration_time(pipeline, {&whole, 1}, {}, micro_batches_);
    option.iteration_gb = 2.0 * micro_batches_.count * boundary_bytes_ / 1e9;
    // A stage computes for a k-th of the time of the whole model; the largest for longer.
    const double largest = layers_of_stage(model, pipeline.split, option.stages);
    option.computing_s =
        micro_batches_.count * option.stage_time_s * model.layers / (largest * option.stages);
    option.gpus = bacelab::gpus_of_stage(model);
  }
  ideal_iteration_s_ = ideal_iteration_s.value_or(best().iteration_s);
}

const StageOption* StagePlan::largest_below_best(int limit) const {
  const auto above =
      std::upper_bound(options_.begin(), options_.end(), limit,
                       [](int value, const StageOption& option) { return value < option.stages; });
  return above == options_.begin() ? nullptr : &*(above - 1);
}

bool StagePlan::holds(const StageOption& option, RegionIndex region) const {
  if (is_held_everywhere()) return true;
  const std::size_t position = static_cast<std::size_t>(&option - options_.data());
  BACELAB_EXPECTS(position < options_.size());
  return by_region_.holds[position * by_region_.relative_time.size() + region.value()] != 0;
}

const StageOption* StagePlan::largest_held_within(int limit, RegionIndex region) const {
  const StageOption* option = largest_within(limit);
  while (option != nullptr && !holds(*option, region)) {
    option = option == options_.data() ? nullptr : option - 1;
  }
  return option;
}

const StageOption* StagePlan::smallest(RegionIndex region) const {
  const auto held = std::find_if(options_.begin(), options_.end(),
                                 [&](const StageOption& option) { return holds(option, region); });
  return held == options_.end() ? nullptr : &*held;
}

StageGroup StagePlan::group(const StageOption& option, int stages, RegionIndex region,
                            double internal_bit_per_s) const {
  StageGroup group = {stages, option.stage_time_s, internal_bits_ / internal_bit_per_s};
  if (!is_held_everywhere()) group.stage_time_s *= by_region_.relative_time[region];
  if (gradient_bits_ > 0.0) {
    group.gradients_s = gradient_bits_ / option.stages / internal_bit_per_s;
  }
  return group;
}

double StagePlan::iteration_on_path(const StageOption& option, std::span<const RegionIndex> path,
                                    std::span<const int> stages) const {
  std::vector<StageGroup> groups;
  for (std::size_t i = 0; i < path.size(); ++i) {
    groups.push_back({stages[i], option.stage_time_s * relative_time(path[i])});
  }
  const std::vector<Boundary> links(path.size() - 1);
  return iteration_time(pipeline_, groups, links, micro_batches_);
}

namespace {

double mean_internal_bit_per_s(std::span<const RegionGpus> regions) {
  double sum = 0.0;
  for (const RegionGpus& region : regions) sum += region.internal_bit_per_s;
  return sum / static_cast<double>(regions.size());
}

/// T0 of MODEL.md section 2: an iteration in one region with this internal bandwidth.
double iteration_in_one_region(const Template& model, const PipelineModel& pipeline,
                               const StageOption& option, double internal_bit_per_s) {
  const StageGroup all = {option.stages, option.stage_time_s,
                          8.0 * boundary_bytes(model) / internal_bit_per_s,
                          gradient_bits(model) / option.stages / internal_bit_per_s};
  return iteration_time(pipeline, {&all, 1}, {}, micro_batches_of(model));
}

int all_slots(const Template& model, std::span<const RegionGpus> regions) {
  int slots = 0;
  for (const RegionGpus& region : regions) slots += region.gpus / gpus_of_stage(model);
  return slots;
}

/// What of a template and a cluster its plan is made of.
struct Making {
  const Template& model;
  std::span<const RegionGpus> regions;
  const PipelineModel& pipeline;
  const GpuType& reference;
  bool one_type;

  [[nodiscard]] bool fits(const GpuType& gpu, int stages) const {
    return bacelab::fits(model, gpu, pipeline, stages);
  }
  [[nodiscard]] bool fits_any(int stages) const {
    if (one_type) return fits(reference, stages);
    return std::any_of(regions.begin(), regions.end(),
                       [&](const RegionGpus& region) { return fits(region.type, stages); });
  }
  /// Have the regions that hold so many stages the slots for them: is k <= S(k)?
  [[nodiscard]] bool have_slots(int stages) const {
    int slots = 0;
    for (const RegionGpus& region : regions) {
      if (fits(region.type, stages)) slots += region.gpus / gpus_of_stage(model);
    }
    return stages <= slots;
  }
};

/// k* with its option's ideal time: of the counts that fit the reference type or, if none does, of
/// all.
int best_stages(const Making& making, std::vector<int> counts) {
  const auto fits = [&](int k) { return making.fits(making.reference, k); };
  if (!making.one_type && std::any_of(counts.begin(), counts.end(), fits)) {
    std::erase_if(counts, [&](int k) { return !fits(k); });
  }
  if (making.pipeline.best_stages == BestStages::compute) {
    return fastest_computing(making.model, making.pipeline, counts);
  }
  const double internal = mean_internal_bit_per_s(making.regions);
  std::vector<double> times;
  for (const int k : counts) {
    times.push_back(iteration_in_one_region(
        making.model, making.pipeline,
        make_option(making.model, making.reference, making.pipeline, k), internal));
  }
  return fastest(counts, times);
}

StagesByRegion stages_by_region(const Making& making, std::span<const int> counts) {
  StagesByRegion by_region;
  if (making.one_type) return by_region;
  for (const RegionGpus& region : making.regions) {
    by_region.relative_time.push_back(achieved_flops(making.reference) /
                                      achieved_flops(region.type));
  }
  for (const int k : counts) {
    for (const RegionGpus& region : making.regions) {
      by_region.holds.push_back(making.fits(region.type, k) ? 1 : 0);
    }
  }
  return by_region;
}

}  // namespace

std::optional<StagePlan> make_stage_plan(const Template& model, std::span<const RegionGpus> regions,
                                         const PipelineModel& pipeline) {
  BACELAB_EXPECTS(model.layers >= 1 && model.micro_batches >= 1 && gpus_of_stage(model) >= 1);
  const GpuType& reference = reference_type(regions);
  BACELAB_EXPECTS(achieved_flops(reference) > 0.0);
  const Making making = {model, regions, pipeline, reference, have_one_type(regions)};
  std::vector<int> counts = stage_counts(model, pipeline.split, all_slots(model, regions));
  std::erase_if(counts, [&](int k) { return !making.fits_any(k); });
  if (counts.empty()) return std::nullopt;
  const int best = best_stages(making, counts);
  std::erase_if(counts, [&](int k) { return k > best; });
  if (!making.one_type) {
    const auto k_min =
        std::find_if(counts.begin(), counts.end(), [&](int k) { return making.have_slots(k); });
    counts.erase(counts.begin(), k_min);
    if (counts.empty()) return std::nullopt;
  }
  std::vector<StageOption> options;
  for (const int k : counts) options.push_back(make_option(model, reference, pipeline, k));
  std::optional<double> ideal_s;
  if (pipeline.best_stages == BestStages::transfer) {
    ideal_s =
        iteration_in_one_region(model, pipeline, options.back(), mean_internal_bit_per_s(regions));
  }
  return StagePlan(std::move(options), model, pipeline, ideal_s, stages_by_region(making, counts));
}

bool depends_on_cluster(const Template& model, const PipelineModel& pipeline) {
  return pipeline.best_stages == BestStages::transfer ||
         (pipeline.split == Split::even && !model.max_stages);
}

}  // namespace bacelab
