#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/scheduling/situation.hpp"

namespace bacelab {

/// A job that is to start now, and where.
struct Decision {
  std::size_t position = 0;       ///< of the job in Situation::pending
  std::vector<RegionIndex> path;  ///< distinct regions, each linked to the next
  std::vector<int> stages;        ///< in each of them, one or more; together an option of its plan
};

/// A policy that decides on all pending jobs at once, where others are made of an ordering, a path
/// finder and an allocator. Each thread has its own.
class WholePolicy {
 public:
  WholePolicy() = default;
  WholePolicy(const WholePolicy&) = delete;
  WholePolicy& operator=(const WholePolicy&) = delete;
  virtual ~WholePolicy() = default;

  /// A run begins; nothing of earlier ones may matter. `seed` is that of the run, the same on any
  /// number of ranks and threads: what is random comes from it.
  virtual void begin_run(std::uint64_t seed) = 0;

  /// Adds to `decisions`, which is empty, the jobs that start now, in this order, each with a place
  /// that is free after those before; nothing: wait. Called at every instant at which jobs are
  /// pending and something happens (an arrival, a finish, a change of a price or a bandwidth), and
  /// again after its decisions have been carried out, until it makes none.
  virtual void decide(const Situation& situation, std::vector<Decision>& decisions) = 0;
};

}  // namespace bacelab
