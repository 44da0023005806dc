#pragma once

#include <cstddef>
#include <vector>

#include "core/scheduling/policies/policy.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {

/// Reads the policies that study.policies names: named ones, whose parameters may be set in
/// [policies.NAME], and combinations of the user's own, described there. Throws InputError.
/// `regions`: the number in the cluster, since some path finders serve only few.
std::vector<PolicySpec> read_policies(const ConfigSection& root, std::size_t regions,
                                      const PolicyCatalog& catalog = built_in_catalog());

}  // namespace bacelab
