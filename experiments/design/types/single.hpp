#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// One point, without factors. Throws InputError if there are any.
DesignPoints make_single(const DesignRequest& request);

}  // namespace bacelab
