#pragma once

#include <array>
#include <string_view>

namespace bacelab {

/// In which measure a range is divided evenly.
enum class RangeScale { linear, logarithmic };

/// The names of the scales in study and results files, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> range_scale_names = {"linear", "log"};

/// The values between two ends that a factor may take. Whole numbers are rounded (docs/studies.md).
struct FactorRange {
  double low = 0.0;
  double high = 1.0;
  RangeScale scale = RangeScale::linear;
  bool whole = false;  ///< whole numbers only

  bool operator==(const FactorRange&) const = default;
};

}  // namespace bacelab
