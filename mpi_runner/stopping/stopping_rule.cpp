#include "mpi_runner/stopping/stopping_rule.hpp"

#include "core/no_value.hpp"

namespace bacelab {

WorldValues observe(const RunBlock& block, std::span<const RunValue> asked) {
  WorldValues seen = {block.first_world, block.world_count, {}};
  seen.values.reserve(block.world_count * asked.size());
  for (std::size_t world = 0; world < block.world_count; ++world) {
    for (const RunValue& value : asked) {
      const std::size_t run = block.run_index(world, value.policy);
      seen.values.push_back(block.status[run] == RunStatus::done
                                ? block.metrics[run * block.shape.metrics + value.metric]
                                : no_value);
    }
  }
  return seen;
}

}  // namespace bacelab
