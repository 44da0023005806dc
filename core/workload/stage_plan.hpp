#pragma once

#include <optional>
#include <vector>

#include "core/cluster/cluster.hpp"
#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// A number of stages that a template may be divided into.
struct StageOption {
  int stages = 0;                  ///< k
  double stage_time_s = 0.0;       ///< c(k)
  double demand_bit_per_s = 0.0;   ///< d(k), on each link of the path
  double ideal_iteration_s = 0.0;  ///< time of an iteration without transfers
};

/// How a template may be divided into stages on a GPU type: the set K of MODEL.md section 2, up to
/// k*.
class StagePlan {
 public:
  /// Options by ascending stages, at least one; the last is k*. Fills in ideal_iteration_s.
  StagePlan(std::vector<StageOption> options, const Template& model, const PipelineModel& pipeline);

  /// K up to k*, ascending.
  [[nodiscard]] const std::vector<StageOption>& options() const { return options_; }
  [[nodiscard]] int k_min() const { return options_.front().stages; }
  /// The option with k* stages, the fastest without transfers; no job uses more.
  [[nodiscard]] const StageOption& best() const { return options_.back(); }
  /// The option with the most stages that is at most `limit`; null if there is none.
  [[nodiscard]] const StageOption* largest_within(int limit) const;

  [[nodiscard]] const MicroBatches& micro_batches() const { return micro_batches_; }
  /// A: bytes over a boundary, one micro-batch, one direction.
  [[nodiscard]] double boundary_bytes() const { return boundary_bytes_; }
  /// Time in s of an iteration with k* stages and no transfers.
  [[nodiscard]] double ideal_iteration_s() const { return best().ideal_iteration_s; }

 private:
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
