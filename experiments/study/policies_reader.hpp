#pragma once

#include <cstddef>
#include <vector>

#include "core/scheduling/policy.hpp"
#include "experiments/config/section.hpp"

namespace bacelab {

/// Reads the policies that study.policies names: named ones, whose parameters may be set in
/// [policies.NAME], and combinations of the user's own, described there. Throws InputError.
/// `regions`: how many the cluster has, since some path finders serve few only.
std::vector<PolicySpec> read_policies(const ConfigSection& root, std::size_t regions);

}  // namespace bacelab
