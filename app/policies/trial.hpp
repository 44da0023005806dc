#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "core/scheduling/policies/policy.hpp"

namespace bacelab {

/// A world in which a policy did not do what was asked of it, and what it did.
struct TrialFinding {
  std::string study;
  std::size_t replication = 0;
  std::string what;
};

/// In how many worlds something was so, and the first of those where it was not.
struct TrialCheck {
  std::size_t passed = 0;
  std::vector<TrialFinding> findings;
};

/// What a policy did in a few hundred small random worlds.
struct Trial {
  std::size_t worlds = 0;
  std::size_t jobs = 0;
  TrialCheck rules;      ///< no rule was broken and nothing thrown
  TrialCheck served;     ///< every job, of the worlds without a broken rule
  TrialCheck repeated;   ///< the same to the last bit, by the same policy and by a new one
  TrialCheck regions;    ///< the same placements and times with the regions in reverse order
  TrialCheck job_ids;    ///< and with the jobs' ids in reverse order
  double seconds = 0.0;  ///< of all first runs
  double built_in_seconds = 0.0;  ///< of `bace` in the same worlds
  std::size_t passes = 0;         ///< instants at which a job was pending
  std::size_t built_in_passes = 0;
};

/// Tries a policy. Its worlds have links that are changing, scarce or go down, regions of several
/// GPU types, stages of several GPUs, and jobs that fit into one region. Throws InputError for a
/// policy that the catalog does not have.
Trial try_policy(const PolicySpec& spec, const PolicyCatalog& catalog);

}  // namespace bacelab
