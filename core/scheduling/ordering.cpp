#include "core/scheduling/ordering.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {

void sort_by_score(std::span<const double> scores, std::vector<std::uint32_t>& positions) {
  positions.resize(scores.size());
  std::iota(positions.begin(), positions.end(), 0U);
  std::sort(positions.begin(), positions.end(), [&](std::uint32_t x, std::uint32_t y) {
    return scores[x] != scores[y] ? scores[x] < scores[y] : x < y;
  });
}

}  // namespace bacelab
