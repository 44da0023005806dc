#include "core/simulation/link_sharing.hpp"

#include <algorithm>
#include <numeric>

namespace bacelab {

void max_min_shares(double capacity, std::span<const double> caps,
                    std::vector<std::uint32_t>& order, std::span<double> shares) {
  order.resize(caps.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return caps[x] != caps[y] ? caps[x] < caps[y] : x < y;
  });
  double left = capacity;
  auto users = static_cast<double>(caps.size());
  for (const std::uint32_t i : order) {
    shares[i] = std::min(caps[i], left / users);
    left -= shares[i];
    users -= 1.0;
  }
}

}  // namespace bacelab
