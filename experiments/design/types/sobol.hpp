#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// The first `samples` points of a scrambled Sobol sequence, a dimension a factor. Throws
/// InputError.
DesignPoints make_sobol(const DesignRequest& request);

}  // namespace bacelab
