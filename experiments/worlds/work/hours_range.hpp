#pragma once

#include "experiments/config/section.hpp"

namespace bacelab {

/// The least and the most hours (of E_j) that a job may have; 0 < low < high.
struct HoursRange {
  double low;
  double high;
};

/// Reads `low_hours` and `high_hours`. Throws InputError unless 0 < low < high.
HoursRange read_hours_range(const ConfigSection& section, const HoursRange& fallback);

}  // namespace bacelab
