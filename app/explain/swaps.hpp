#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/scheduling/path_step.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/simulator.hpp"

namespace bacelab {

/// A job that starts, and where.
struct Start {
  std::int64_t job = 0;  ///< its id
  std::vector<PathStep> path;

  bool operator==(const Start& other) const;
};

/// What a policy saw at an instant.
struct Sight {
  Table<RegionIndex, int> free_gpus;
  Table<RegionIndex, double> price;   ///< USD per hour for 1,000 GPUs
  double utilisation = 0.0;           ///< of the network
  std::vector<std::int64_t> pending;  ///< ids of the jobs that wait, by arrival
  std::size_t running = 0;            ///< jobs
};

/// An instant of a policy's run at which another policy, in the same state, would have decided
/// otherwise.
struct Divergence {
  std::size_t instant = 0;  ///< its number among those at which jobs wait, from 0
  double time_s = 0.0;
  Sight sight;  ///< before the first decision that differs
};

/// The policy's own decisions, with those instants. The other policy is asked at every instant,
/// too, so that it may remember what it has seen. Throws RuleBroken.
std::vector<Divergence> divergences_of(const Scenario& scenario, Policy& own, Policy& other);

/// The run of a policy in whose place the other one decides at one instant. Throws RuleBroken.
RunRecord run_swapped(const Scenario& scenario, Policy& own, Policy& other, std::size_t instant);

/// The jobs that start at an instant of a run, by id.
std::vector<Start> starts_at(const RunRecord& record, double time_s);

}  // namespace bacelab
