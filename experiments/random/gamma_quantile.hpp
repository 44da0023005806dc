#pragma once

namespace bacelab {

/// The x > 0 (0 where it is too small for a double) below which a gamma variable of this shape and
/// scale 1 falls with probability `uniform`, in (0, 1). One uniform number makes one gamma number,
/// so that a position of a stream is enough for it.
double gamma_quantile(double shape, double uniform);

}  // namespace bacelab
