#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "experiments/results/run_block.hpp"

namespace bacelab {

/// Keeps blocks until there are enough of them to be worth a write, and brings them into order.
/// Blocks come in any order; adjacent ones are written together, since a write costs a few
/// microseconds for each variable whatever its size.
class BlockBuffer {
 public:
  /// Full when the blocks' arrays reach `capacity` bytes.
  explicit BlockBuffer(std::size_t capacity) : capacity_(capacity) {}

  /// Adds a block; one that begins at the same world is replaced.
  void add(const RunBlock& block);

  bool is_full() const { return bytes_ >= capacity_; }

  /// Empties the buffer: groups of blocks in order, each block of a group beginning where the one
  /// before it ends.
  std::vector<std::vector<RunBlock>> take();

 private:
  std::size_t capacity_;
  std::size_t bytes_ = 0;
  std::map<std::size_t, RunBlock> blocks_;  ///< by first world
};

}  // namespace bacelab
