#pragma once

#include <string>
#include <vector>

namespace bacelab {

/// A line of characters (UTF-8) of eight heights, one a value, from `low` to `high`; values beyond
/// are drawn at the end. A line through the middle if low is high.
std::string sparkline(const std::vector<double>& values, double low, double high);

}  // namespace bacelab
