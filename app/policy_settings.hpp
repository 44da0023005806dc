#pragma once

#include <string>
#include <vector>

#include "experiments/policies/resolve_policy.hpp"

namespace bacelab {

/// Reads values of --set such as `policies.bace.min_stage_fraction=0.7`. Throws InputError for
/// another form; whether the policy and the parameter exist is not checked here.
std::vector<PolicySetting> parse_policy_settings(const std::vector<std::string>& texts);

}  // namespace bacelab
