#include "experiments/design/sampling/random_order.hpp"

#include <numeric>
#include <utility>

#include "experiments/design/sampling/sample_seed.hpp"

namespace bacelab {

std::vector<std::size_t> random_order(std::size_t count, const RandomStream& stream,
                                      std::uint32_t first_position) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left) {
    const auto position = first_position + static_cast<std::uint32_t>(count - left);
    std::swap(order[left - 1], order[below(left, stream.uniform(position))]);
  }
  return order;
}

}  // namespace bacelab
