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

}  // namespace bacelab
