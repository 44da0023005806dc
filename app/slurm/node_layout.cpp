#include "app/slurm/node_layout.hpp"

#include <fmt/format.h>

#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr int sockets = 2;

NodeLayout with_ranks(int cores, int ranks) { return {ranks, cores / ranks}; }

/// The smallest multiple of `unit` that is not below `number`.
int rounded_up(int number, int unit) { return (number + unit - 1) / unit * unit; }

}  // namespace

NodeLayout choose_layout(int cores, std::optional<int> ranks) {
  if (ranks && *ranks > cores) {
    throw InputError(
        fmt::format("--ranks-per-node {}: a node has {} core{}; allowed: 1 to {} (say with "
                    "--cores-per-node how many it has)",
                    *ranks, cores, cores == 1 ? "" : "s", cores));
  }
  if (ranks) return with_ranks(cores, *ranks);
  if (cores <= most_threads) return with_ranks(cores, 1);
  const int fewest = rounded_up((cores + most_threads - 1) / most_threads, sockets);
  NodeLayout best = with_ranks(cores, fewest);
  for (int count = fewest; count <= 2 * fewest; count += sockets) {
    const NodeLayout other = with_ranks(cores, count);
    if (other.cores_used() > best.cores_used()) best = other;
  }
  return best;
}

}  // namespace bacelab
