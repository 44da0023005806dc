#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/scheduling/policies/policy.hpp"

namespace bacelab {

/// A number that the user gave for a parameter of a policy.
struct PolicySetting {
  std::string where;  ///< for messages: "--set policies.bace.min_stage_fraction=0.7"
  std::string policy;
  std::string parameter;
  double value = 0.0;
};

/// The policy with that name among `known`, with the settings that apply to it. Every setting is
/// checked, also those for other policies. Throws InputError for an unknown policy or parameter and
/// for a value outside of the parameter's range.
PolicySpec resolve_policy(std::string_view name, std::span<const PolicySetting> settings,
                          const Registry<PolicySpec>& known = named_policies(),
                          const PolicyCatalog& catalog = built_in_catalog());

/// Throws InputError if the policy can't serve a cluster with this many regions.
void require_serves(const PolicySpec& policy, std::size_t regions,
                    const PolicyCatalog& catalog = built_in_catalog());

}  // namespace bacelab
