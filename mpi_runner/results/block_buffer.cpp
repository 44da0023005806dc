#include "mpi_runner/results/block_buffer.hpp"

#include <utility>

namespace bacelab {
namespace {

std::size_t end_of(const RunBlock& block) { return block.first_world + block.world_count; }

}  // namespace

void BlockBuffer::add(const RunBlock& block) {
  RunBlock& place = blocks_[block.first_world];
  bytes_ -= byte_count(place);
  place = block;
  bytes_ += byte_count(place);
}

std::vector<std::vector<RunBlock>> BlockBuffer::take() {
  std::vector<std::vector<RunBlock>> groups;
  for (auto& [first_world, block] : blocks_) {
    if (groups.empty() || end_of(groups.back().back()) != first_world) groups.emplace_back();
    groups.back().push_back(std::move(block));
  }
  blocks_.clear();
  bytes_ = 0;
  return groups;
}

}  // namespace bacelab
