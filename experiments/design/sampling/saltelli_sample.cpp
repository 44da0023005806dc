#include "experiments/design/sampling/saltelli_sample.hpp"

#include <cstdint>

namespace bacelab {

double SaltelliSample::coordinate(std::size_t row, std::size_t block, std::size_t dimension) const {
  const bool swapped = block >= 2 && (block - 2) % dimensions_ == dimension;
  const bool from_b_block = block == 1 || block >= 2 + dimensions_;
  const std::size_t column = dimension + (from_b_block != swapped ? dimensions_ : 0);
  return sequence_.coordinate(static_cast<std::uint32_t>(row), column);
}

}  // namespace bacelab
