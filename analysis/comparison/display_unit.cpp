#include "analysis/comparison/display_unit.hpp"

#include <array>
#include <string_view>

namespace bacelab {
namespace {

struct Scale {
  std::string_view unit;
  double from;
  std::string_view larger_unit;
  double divisor;
};

constexpr std::array scales{Scale{"s", 7200.0, "h", 3600.0}, Scale{"B", 1e9, "GB", 1e9}};

/// "GPU s" is "GPU " and "s".
std::size_t start_of_last_factor(const std::string& unit) {
  const auto space = unit.rfind(' ');
  return space == std::string::npos ? 0 : space + 1;
}

}  // namespace

DisplayUnit display_unit(const std::string& unit, double largest) {
  if (unit == "1") return {"", 1.0};
  const std::size_t start = start_of_last_factor(unit);
  const std::string_view last_factor = std::string_view(unit).substr(start);
  for (const Scale& scale : scales) {
    if (last_factor != scale.unit || largest < scale.from) continue;
    return {unit.substr(0, start) + std::string(scale.larger_unit), scale.divisor};
  }
  return {unit, 1.0};
}

}  // namespace bacelab
