#pragma once

#include "experiments/study/design/design.hpp"

namespace bacelab {

/// One point, without factors. Throws InputError if there are any.
DesignPoints make_single(const DesignRequest& request);

/// All combinations of the values of the factors, which must be lists; the last factor varies
/// fastest. Throws InputError.
DesignPoints make_grid(const DesignRequest& request);

/// A Latin hypercube: each of `samples` equal parts of each range contains one point. Throws
/// InputError.
DesignPoints make_lhs(const DesignRequest& request);

/// The first `samples` points of a scrambled Sobol sequence, one dimension per factor. Throws
/// InputError.
DesignPoints make_sobol(const DesignRequest& request);

/// The points that [design.points] lists: a list for each factor, under its name, of one element
/// for each point. Throws InputError unless the factor may have the value.
DesignPoints make_points(const DesignRequest& request);

/// The points of `trajectories` Morris trajectories (MorrisTrajectory), in the order of trajectory
/// and step. Columns: `trajectory`, `step` from 0, `changed`, the factor that the step to this
/// point changed, -1 at step 0, and `delta`, the change in units of the whole range of the factor,
/// in its scale, or, for a list, of the distance of its first and last element. Throws InputError.
DesignPoints make_morris(const DesignRequest& request);

/// The points of `scrambles` independent Saltelli samples (SaltelliSample) of `samples` rows, in
/// the order of scramble, row, block, which are columns of the design. Throws InputError.
DesignPoints make_saltelli(const DesignRequest& request);

/// The square lattice on which a contour of two factors with ranges is looked for, row by row: the
/// second factor varies fastest. Throws InputError.
DesignPoints make_contour(const DesignRequest& request);

}  // namespace bacelab
