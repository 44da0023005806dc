#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "experiments/results/run_block.hpp"
#include "mpi_runner/rounds/stopping_rule.hpp"

namespace bacelab {

/// What a rule asks of adjacent worlds.
struct Observations {
  std::size_t first_world = 0;
  std::size_t worlds = 0;
  std::vector<double> values;  ///< [world][value]

  /// The values of a world, counted from the first.
  [[nodiscard]] std::span<const double> of(std::size_t world) const {
    const std::size_t each = values.size() / worlds;
    return std::span(values).subspan(world * each, each);
  }
};

/// The values of the worlds of a block; NaN for runs that are not done.
Observations observe(const RunBlock& block, std::span<const RunValue> asked);

}  // namespace bacelab
