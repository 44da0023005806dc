#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/scheduling/policies/policy.hpp"
#include "core/simulation/simulator.hpp"

namespace bacelab::testing {

inline PolicySpec named_policy(std::string_view name) {
  return named_policies().at(name, "policy");
}

inline std::vector<std::string> policy_names() { return named_policies().names(); }

/// The record of one run by a fresh simulator.
inline RunRecord run(const Scenario& scenario, const PolicySpec& spec, DecisionLog* log = nullptr) {
  Policy policy = make_policy(spec);
  return Simulator().run(scenario, policy, log);
}
inline RunRecord run(const Scenario& scenario, std::string_view policy,
                     DecisionLog* log = nullptr) {
  return run(scenario, named_policy(policy), log);
}

}  // namespace bacelab::testing
