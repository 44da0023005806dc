#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// A Latin hypercube: of `samples` equal parts of each range, every one is met once. Throws
/// InputError.
DesignPoints make_lhs(const DesignRequest& request);

}  // namespace bacelab
