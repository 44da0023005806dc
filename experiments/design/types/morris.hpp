#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// The points of `trajectories` Morris trajectories (MorrisTrajectory), in the order of trajectory
/// and step. Columns: `trajectory`, `step` from 0, `changed`, the factor that the step to this
/// point changed, -1 at step 0, and `delta`, the change in units of the whole range of the factor,
/// in its scale, or, for a list, of the distance of its first and last element. Throws InputError.
DesignPoints make_morris(const DesignRequest& request);

}  // namespace bacelab
