#pragma once

#include "analysis/figures/figure.hpp"
#include "analysis/validation/report.hpp"

namespace bacelab {

/// The error of each predicted step time over the time
/// measured, a symbol and colour for each schedule.
[[nodiscard]] Figure validation_figure(const Validation& validation);

}  // namespace bacelab
