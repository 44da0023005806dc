#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// All combinations of the values of the factors, which must be lists; the last factor varies
/// fastest. Throws InputError.
DesignPoints make_grid(const DesignRequest& request);

}  // namespace bacelab
