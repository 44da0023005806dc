#pragma once

#include <span>

#include "core/pipeline/pipeline_model.hpp"

namespace bacelab {

/// Consecutive stages in one region, all equally fast.
struct StageGroup {
  int stages = 0;                    ///< n_r >= 1
  double stage_time_s = 0.0;         ///< c_j: one micro-batch, forward and backward
  double internal_transfer_s = 0.0;  ///< 8A/b_r: one micro-batch from one stage to the next
  double gradients_s = 0.0;          ///< of all-reducing them inside the region, once an iteration
};

/// The WAN link between one stage group and the next.
struct Boundary {
  double transfer_s = 0.0;  ///< x: one micro-batch in one direction; infinite without a share
  double delay_s = 0.0;     ///< lambda, one way
};

/// The parameters of an iteration besides its stages.
struct MicroBatches {
  int count = 1;                       ///< M', of one replica
  double forward_share = 0.25;         ///< phi
  double weight_gradient_share = 0.5;  ///< omega: computing that `zero_bubble` can put off
};

/// Time in s of one iteration on a path (MODEL.md section 3). `boundaries` has one entry less than
/// `groups`. With C = sum of all stage times, c = the slowest; X = the longest transfer; Y = the
/// sum of (x + lambda) over the WAN boundaries, I = the sum of the transfers over the internal
/// ones; R = the longest all-reduce of the gradients; T = what follows plus 2Y + 2I + R:
///   overlapped:  C + (M'-1) max(c, X)
///   gpipe:       C + (M'-1) (max(phi c, X) + max((1-phi) c, X))
///   one_f_one_b: C + (M'-1) max(c, X, Z), Z the slowest cycle over runs of boundaries
///   zero_bubble: max(c + omega (C - c) + (M'-1) max(c, X, Z), phi M' c + (1-phi) C), the ZB-H1 of
///                Qi et al. (ICLR 2024), Z with less of the computing.
/// Infinite if a transfer takes for ever.
double iteration_time(const PipelineModel& pipeline, std::span<const StageGroup> groups,
                      std::span<const Boundary> boundaries, const MicroBatches& micro_batches);

/// Bandwidth in bit/s at which a transfer of `bytes` takes as long as the computation that hides
/// it: d = 8A/c, under gpipe 8A/(min(phi, 1-phi) c).
double bandwidth_demand(Schedule schedule, double bytes, double stage_time_s, double forward_share);

}  // namespace bacelab
