#include "mpi_runner/stopping/stopping_rule.hpp"

#include "core/no_value.hpp"

namespace bacelab {

WorldValues observe(const RunBlock& block, std::span<const RunValue> asked) {
  WorldValues seen = {block.worlds, {}};
  seen.values.reserve(block.worlds.count * asked.size());
  for (std::size_t row = 0; row < block.worlds.count; ++row) {
    for (const RunValue& value : asked) {
      const bool is_done = block.status[block.run_index(row, value.policy)] == RunStatus::done;
      seen.values.push_back(is_done ? block.metrics_of(row, value.policy)[value.metric] : no_value);
    }
  }
  return seen;
}

}  // namespace bacelab
