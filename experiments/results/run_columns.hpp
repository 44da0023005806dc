#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "experiments/results/run_block.hpp"

namespace bacelab {

/// The results of adjacent worlds with one array for each variable, as files store them; a block
/// has one row for each run, as simulations make them.
struct RunColumns {
  std::size_t first_world = 0;
  std::size_t world_count = 0;
  RunBlockShape shape;

  std::vector<std::vector<double>> metrics;  ///< of each metric: [world][policy]
  std::vector<std::uint8_t> status;          ///< [world][policy]
  std::vector<double> wall_s;                ///< [world][policy]
  std::vector<std::int64_t> redraws;         ///< [world]
  std::vector<std::vector<double>> jobs;     ///< of each column: [world][policy][job]
};

/// Turns blocks of one shape, of which each begins where the one before it ends, into columns.
/// \throws std::invalid_argument if they are none, don't follow each other or differ in shape
RunColumns to_columns(std::span<const RunBlock> blocks);

}  // namespace bacelab
