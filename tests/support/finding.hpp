#pragma once

#include <optional>
#include <vector>

#include "core/scheduling/allocators.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"
#include "tests/support/recording_log.hpp"
#include "tests/support/state.hpp"

namespace bacelab::testing {

/// What a path finder found.
struct Found {
  std::vector<std::size_t> path;
  std::vector<int> stages;
  bool operator==(const Found&) const = default;
};

inline std::ostream& operator<<(std::ostream& out, const Found& found) {
  for (std::size_t i = 0; i < found.path.size(); ++i) {
    out << "R" << found.path[i] << ":" << found.stages[i] << " ";
  }
  return out;
}

/// A search with its complete outcome; `found` is empty if there is no placement.
struct Finding {
  std::optional<Found> found;
  bool edge_refused = false;
  RecordingLog log;
};

inline std::unique_ptr<Finding> find(PathFinder& finder, const MadeState& made,
                                     const StagePlan& plan, const Allocator& allocator) {
  auto finding = std::make_unique<Finding>();
  // What a placement held before must not matter.
  Placement placement = {path({0, 0, 0}), {7, 7, 7}, nullptr, {}};
  const SearchOutcome outcome =
      finder.find(made.state(), plan, allocator, placement, &finding->log);
  finding->edge_refused = outcome.edge_refused;
  if (outcome.found) {
    Found found;
    for (const RegionIndex r : placement.path) found.path.push_back(r.value());
    found.stages = placement.stages;
    finding->found = found;
  }
  return finding;
}

/// The same with the allocator cheapest_first, and only what was found.
inline std::optional<Found> find_cheapest(PathFinder& finder, const MadeState& made,
                                          const StagePlan& plan) {
  return find(finder, made, plan, CheapestFirst())->found;
}
inline std::optional<Found> find_in_order(PathFinder& finder, const MadeState& made,
                                          const StagePlan& plan) {
  return find(finder, made, plan, PathOrder())->found;
}

}  // namespace bacelab::testing
