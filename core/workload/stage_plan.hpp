#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/cluster/gpus.hpp"
#include "core/index.hpp"
#include "core/pipeline/iteration_time.hpp"
#include "core/workload/template.hpp"

namespace bacelab {

/// A number of stages that a template may be divided into; times are those of the reference type.
struct alignas(64) StageOption {
  int stages = 0;                 ///< k
  double stage_time_s = 0.0;      ///< c(k)
  double demand_bit_per_s = 0.0;  ///< d(k), on each link of the path
  double iteration_s = 0.0;       ///< time of an iteration without transfers
  double iteration_gb = 0.0;      ///< moved over a WAN boundary by an iteration: 2 M' D A / 10^9
  double computing_s = 0.0;       ///< in which a GPU computes, of an iteration; mean over stages
  int gpus = 1;                   ///< of each stage: g
};

/// What the regions of a cluster with several GPU types make of a plan's options.
struct StagesByRegion {
  /// Time of a stage in a region over that on the reference type.
  Table<RegionIndex, double> relative_time;
  /// Has a GPU the memory for it? Region by region for the first option, then the second ...
  std::vector<char> holds;
};

/// How a template may be divided into stages in a cluster: the members of K from k_min to k*
/// (MODEL.md section 2).
class StagePlan {
 public:
  /// Options by ascending stages, at least one, the last of them k*; what follows the demand is
  /// filled in. `ideal_iteration_s`: T0(k*); none: the time without transfers. `by_region` is empty
  /// in a cluster with one GPU type.
  StagePlan(std::vector<StageOption> options, const Template& model, const PipelineModel& pipeline,
            std::optional<double> ideal_iteration_s = {}, StagesByRegion by_region = {});

  /// K from k_min to k*, ascending.
  [[nodiscard]] const std::vector<StageOption>& options() const { return options_; }
  [[nodiscard]] int k_min() const { return options_.front().stages; }
  /// The option with k* stages; no job uses more.
  [[nodiscard]] const StageOption& best() const { return options_.back(); }
  /// The option with the most stages that is at most `limit`; null if there is none.
  [[nodiscard]] const StageOption* largest_within(int limit) const {
    return best().stages <= limit ? &best() : largest_below_best(limit);
  }
  /// The same of those that the region holds.
  [[nodiscard]] const StageOption* largest_within(int limit, RegionIndex region) const {
    return is_held_everywhere() ? largest_within(limit) : largest_held_within(limit, region);
  }
  /// The option with the fewest stages that the region holds; null if there is none.
  [[nodiscard]] const StageOption* smallest(RegionIndex region) const;

  /// GPUs of a stage: g.
  [[nodiscard]] int gpus_of_stage() const { return best().gpus; }
  /// Does every region hold every option, having the same GPUs?
  [[nodiscard]] bool is_held_everywhere() const { return is_held_everywhere_; }
  /// Is every free GPU a free slot, whatever the option?
  [[nodiscard]] bool slots_are_gpus() const { return slots_are_gpus_; }
  /// Have the GPUs of a region the memory for a stage of this option of the plan?
  [[nodiscard]] bool holds(const StageOption& option, RegionIndex region) const;
  /// Time of its stages in a region over that on the reference type.
  [[nodiscard]] double relative_time(RegionIndex region) const {
    return is_held_everywhere() ? 1.0 : by_region_.relative_time[region];
  }
  /// Stages of an option in a region with this internal bandwidth.
  [[nodiscard]] StageGroup group(const StageOption& option, int stages, RegionIndex region,
                                 double internal_bit_per_s) const;

  /// Time of an iteration of an option without transfers, with so many stages in each region of a
  /// path, s.
  [[nodiscard]] double iteration_without_transfers(const StageOption& option,
                                                   std::span<const RegionIndex> path,
                                                   std::span<const int> stages) const {
    return is_held_everywhere() ? option.iteration_s : iteration_on_path(option, path, stages);
  }

  [[nodiscard]] const PipelineModel& pipeline() const { return pipeline_; }
  [[nodiscard]] const MicroBatches& micro_batches() const { return micro_batches_; }
  /// Bytes over a WAN boundary, one micro-batch of all replicas, one direction: D A.
  [[nodiscard]] double boundary_bytes() const { return boundary_bytes_; }
  /// T0(k*), of which the ideal time E_j of a job is made, s.
  [[nodiscard]] double ideal_iteration_s() const { return ideal_iteration_s_; }

 private:
  [[nodiscard]] const StageOption* largest_below_best(int limit) const;
  [[nodiscard]] const StageOption* largest_held_within(int limit, RegionIndex region) const;
  [[nodiscard]] double iteration_on_path(const StageOption& option,
                                         std::span<const RegionIndex> path,
                                         std::span<const int> stages) const;

  std::vector<StageOption> options_;
  PipelineModel pipeline_;
  MicroBatches micro_batches_;
  double boundary_bytes_;
  double internal_bits_;  // of a micro-batch between two stages of one replica: 8 A
  double gradient_bits_;  // that a GPU moves in an all-reduce, times the stages: 0 with one replica
  double ideal_iteration_s_;
  bool is_held_everywhere_;
  bool slots_are_gpus_;
  StagesByRegion by_region_;
};

/// The plan of a template in a cluster of these regions; none if no allowed stage count fits into
/// the memory of a GPU or, with several GPU types, the regions that hold one have too few GPUs. For
/// BestStages::transfer every region must have an internal bandwidth.
std::optional<StagePlan> make_stage_plan(const Template& model, std::span<const RegionGpus> regions,
                                         const PipelineModel& pipeline);

/// Does the plan of a template depend on the GPUs of a cluster with one type of them?
bool depends_on_cluster(const Template& model, const PipelineModel& pipeline);

}  // namespace bacelab
