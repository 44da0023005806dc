#pragma once

#include <memory>
#include <vector>

#include "core/registry.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"
#include "core/scheduling/policies/catalog.hpp"
#include "core/scheduling/policies/policy_spec.hpp"
#include "core/scheduling/whole_policy.hpp"

namespace bacelab {

/// The policies of the paper and its ablations (MODEL.md section 7, named policies).
Registry<PolicySpec> named_policies();

/// A policy that is ready to use, by one thread at a time: parts, or a whole policy instead.
struct Policy {
  std::unique_ptr<Ordering> ordering;
  bool blocking = true;
  std::unique_ptr<PathFinder> path_finder;
  std::unique_ptr<Allocator> allocator;
  std::unique_ptr<WholePolicy> whole = {};
  bool is_checked = false;  ///< throws RuleBroken for what no policy may do
};

/// What any of its parts looks at. A whole policy looks at everything.
Looks looks_of(const Policy& policy);

/// All parameters that the parts of a policy have, each with the policy's own value, if it has one,
/// as the fallback; one that several parts have alike is one. Throws InputError if parts have
/// different ones of a name, or if a part of that name does not exist, as the following do.
std::vector<ParameterInfo> parameters_of(const PolicySpec& spec,
                                         const PolicyCatalog& catalog = built_in_catalog());

/// Most regions that the policy can serve; 0: any number.
int max_regions_of(const PolicySpec& spec, const PolicyCatalog& catalog = built_in_catalog());

/// Whether one thread of the process at a time runs the policy (PartThreads).
bool runs_on_one_thread(const PolicySpec& spec, const PolicyCatalog& catalog);

/// Builds a policy. Throws InputError if a part that a plugin added can't be made, too, or has
/// other parameters than the policy's other parts.
Policy make_policy(const PolicySpec& spec, const PolicyCatalog& catalog = built_in_catalog());

}  // namespace bacelab
