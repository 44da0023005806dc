#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"

namespace bacelab {

/// A model and how it is trained (MODEL.md section 2).
struct Template {
  std::string name;
  int layers = 0;                  ///< L
  double hidden = 0.0;             ///< h
  double sequence = 0.0;           ///< s, tokens
  double vocabulary = 0.0;         ///< V
  double parameters = 0.0;         ///< P, of the whole model
  int micro_batch = 1;             ///< b, sequences in one micro-batch
  int micro_batches = 1;           ///< M, micro-batches of one iteration
  bool recompute = true;           ///< activations computed again in the backward pass
  std::optional<int> max_stages;   ///< upper limit of stages; none: the layers
  double layer_parameters = 0.0;   ///< p, of one layer
  double attention_width = 0.0;    ///< a, heads times the size of a head
  int tensor_parallel = 1;         ///< t, GPUs that compute a stage together
  double tensor_efficiency = 1.0;  ///< epsilon, of these, (0, 1]
  int data_parallel = 1;           ///< D, replicas of the pipeline that share the micro-batches
};

/// GPUs of one stage, all in one region: g = t D.
inline int gpus_of_stage(const Template& model) {
  return model.tensor_parallel * model.data_parallel;
}

/// Micro-batches that each replica runs in an iteration: M' = ceil(M / D).
inline int replica_micro_batches(const Template& model) {
  return (model.micro_batches + model.data_parallel - 1) / model.data_parallel;
}

/// FLOPs of one micro-batch, forward and backward: F = 6 b s (L p + h V) + 12 b s^2 L a, where all
/// but 6 b s h V is multiplied by 4/3 with recomputation. With p = 12 h^2 and a = h these are
/// equations (2) and (3) of Narayanan et al. 2021 (arXiv 2104.04473).
double micro_batch_flops(const Template& model);

/// Share of the forward pass in micro_batch_flops: 1/3, and 1/4 with recomputation.
double forward_share(const Template& model);

/// Share of micro_batch_flops that computes weight gradients and can be put off: 1/3, and 1/2 with
/// recomputation (MODEL.md section 3, omega).
double weight_gradient_share(const Template& model);

/// Bytes across a stage boundary for one micro-batch in one direction: A = 2 b s h (bf16).
double boundary_bytes(const Template& model);

/// Bytes of activations kept for one layer and one micro-batch in flight: 2 b s h with
/// recomputation, else 34 b s h (Korthikanti et al. 2022, arXiv 2205.05198, with the attention
/// itself recomputed).
double activation_bytes(const Template& model);

/// One training job (MODEL.md section 2).
struct Job {
  std::int64_t id = 0;
  TemplateIndex model;
  double arrival_s = 0.0;
  double iterations = 0.0;  ///< N_j > 0, a real number
};

/// A number of stages that a template may be divided into.
struct StageOption {
  int stages = 0;                  ///< k
  double stage_time_s = 0.0;       ///< c(k)
  double demand_bit_per_s = 0.0;   ///< d(k), on each link of the path
  double ideal_iteration_s = 0.0;  ///< time of an iteration without transfers
  double iteration_gb = 0.0;       ///< moved over a boundary by an iteration: 2 M A / 10^9
  double computing_s = 0.0;        ///< in which a GPU computes, of an iteration; mean over stages
};

/// How a template may be divided into stages on a GPU type: the set K of MODEL.md section 2, up to
/// k*.
class StagePlan {
 public:
  /// Options by ascending stages, at least one; the last is k*. Fills in their last three
  /// members.
  StagePlan(std::vector<StageOption> options, const Template& model, const PipelineModel& pipeline);

  /// K up to k*, ascending.
  [[nodiscard]] const std::vector<StageOption>& options() const { return options_; }
  [[nodiscard]] int k_min() const { return options_.front().stages; }
  /// The option with k* stages, the fastest without transfers; no job uses more.
  [[nodiscard]] const StageOption& best() const { return options_.back(); }
  /// The option with the most stages that is at most `limit`; null if there is none.
  [[nodiscard]] const StageOption* largest_within(int limit) const {
    return best().stages <= limit ? &best() : largest_below_best(limit);
  }

  [[nodiscard]] const MicroBatches& micro_batches() const { return micro_batches_; }
  /// A: bytes over a boundary, one micro-batch, one direction.
  [[nodiscard]] double boundary_bytes() const { return boundary_bytes_; }
  /// Time in s of an iteration with k* stages and no transfers.
  [[nodiscard]] double ideal_iteration_s() const { return best().ideal_iteration_s; }

 private:
  [[nodiscard]] const StageOption* largest_below_best(int limit) const;

  std::vector<StageOption> options_;
  MicroBatches micro_batches_;
  double boundary_bytes_;
};

/// Memory in bytes of the first of `stages` stages (MODEL.md section 2).
double first_stage_memory(const Template& model, const GpuType& gpu, const PipelineModel& pipeline,
                          int stages);

/// The plan of a template; none if no allowed stage count fits into the GPU's memory.
std::optional<StagePlan> make_stage_plan(const Template& model, const GpuType& gpu,
                                         const PipelineModel& pipeline);

/// Templates with their stage plans on one GPU type under one schedule. Worlds share a set.
class TemplateSet {
 public:
  TemplateSet(std::vector<Template> templates, const GpuType& gpu, const PipelineModel& pipeline);

  [[nodiscard]] const Table<TemplateIndex, Template>& templates() const { return templates_; }
  [[nodiscard]] const Template& operator[](TemplateIndex model) const { return templates_[model]; }
  /// Empty if no allowed stage count fits into the GPU's memory.
  [[nodiscard]] const std::optional<StagePlan>& plan(TemplateIndex model) const {
    return plans_[model];
  }

 private:
  Table<TemplateIndex, Template> templates_;
  Table<TemplateIndex, std::optional<StagePlan>> plans_;
};

}  // namespace bacelab
