#include "app/world/sparkline.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace bacelab {

std::string sparkline(const std::vector<double>& values, double low, double high) {
  constexpr std::array<std::string_view, 8> heights = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  constexpr std::string_view constant = "─";
  std::string line;
  for (const double value : values) {
    if (!(high > low)) {
      line += constant;
      continue;
    }
    const double height = std::floor((value - low) / (high - low) * heights.size());
    line += heights[static_cast<std::size_t>(std::clamp(height, 0.0, heights.size() - 1.0))];
  }
  return line;
}

}  // namespace bacelab
