#pragma once

#include "experiments/design/design_type.hpp"

namespace bacelab {

/// The points of `scrambles` independent Saltelli samples (SaltelliSample) of `samples` rows, in
/// the order of scramble, row, block, which are columns of the design. Throws InputError.
DesignPoints make_saltelli(const DesignRequest& request);

}  // namespace bacelab
