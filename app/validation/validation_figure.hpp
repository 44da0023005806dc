#pragma once

#include <string>

#include "analysis/validation/report.hpp"

namespace bacelab {

/// The gnuplot script of a figure (SVG): the error of each predicted step time over the time
/// measured, a symbol and colour for each schedule.
std::string validation_figure(const Validation& validation);

}  // namespace bacelab
