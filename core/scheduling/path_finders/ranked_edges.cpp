#include "core/scheduling/path_finders/ranked_edges.hpp"

#include <algorithm>
#include <limits>

namespace bacelab {

void RankedEdges::attach(const SystemState& state) {
  const std::size_t regions = state.free_gpus().size();
  if (rankings_.size() != regions) rankings_.assign(regions, {});
}

bool RankedEdges::is_fresh(const SystemState& state, RegionIndex region) const {
  const Ranking& ranking = rankings_[region];
  return ranking.valid && ranking.opened == state.opened() &&
         ranking.links_version == state.links_version(region);
}

void RankedEdges::rank(const SystemState& state, RegionIndex region) {
  Ranking& ranking = rankings_[region];
  std::size_t count = 0;
  std::size_t usable = 0;
  double lowest = std::numeric_limits<double>::infinity();
  const auto neighbours = state.topology().neighbours(region);
  const auto residuals = state.edge_residuals(region);
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    const double residual = residuals[i];
    if (residual == SystemState::no_edge || state.free_gpus()[neighbours[i].region] < 1) continue;
    ++usable;
    lowest = std::min(lowest, residual);
    if (count == kept && residual <= ranking.best[kept - 1].residual) continue;
    if (count < kept) ++count;
    std::size_t place = count - 1;
    for (; place > 0 && ranking.best[place - 1].residual < residual; --place) {
      ranking.best[place] = ranking.best[place - 1];
    }
    ranking.best[place] = {neighbours[i].region, residual};
  }
  ranking.count = static_cast<std::uint32_t>(count);
  ranking.complete = usable == count;
  ranking.lowest = lowest;
  ranking.opened = state.opened();
  ranking.links_version = state.links_version(region);
  ranking.valid = true;
}

}  // namespace bacelab
