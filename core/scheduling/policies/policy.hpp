#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/registry.hpp"
#include "core/scheduling/allocators.hpp"
#include "core/scheduling/orderings.hpp"
#include "core/scheduling/parameters.hpp"
#include "core/scheduling/path_finders/path_finder.hpp"

namespace bacelab {

/// A policy by the names of its parts (parts.hpp): a value that can be written, read and compared.
struct PolicySpec {
  std::string name;
  std::string ordering;
  bool blocking = true;  ///< end the pass when the first job in order can't be placed
  std::string path_finder;
  std::string allocator;
  Parameters parameters;
};

/// The policies of the paper and its ablations (MODEL.md section 7, named policies).
Registry<PolicySpec> named_policies();

/// A policy that is ready to use, by one thread at a time.
struct Policy {
  std::unique_ptr<Ordering> ordering;
  bool blocking = true;
  std::unique_ptr<PathFinder> path_finder;
  std::unique_ptr<Allocator> allocator;
};

/// What any of its parts looks at.
Looks looks_of(const Policy& policy);

/// All parameters that the parts of a policy have. Throws InputError if a part of that name does
/// not exist, as the following do.
std::vector<ParameterInfo> parameters_of(const PolicySpec& spec);

/// Most regions that the policy can serve; 0: any number.
int max_regions_of(const PolicySpec& spec);

/// Builds a policy.
Policy make_policy(const PolicySpec& spec);

}  // namespace bacelab
