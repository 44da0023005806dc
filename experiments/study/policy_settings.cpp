#include "experiments/study/policy_settings.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "experiments/text/bounds.hpp"

namespace bacelab {
namespace {

const PolicySpec& policy_called(std::string_view name, const Registry<PolicySpec>& known,
                                std::string_view where) {
  if (const PolicySpec* found = known.find(name)) return *found;
  throw InputError(std::string(where) + known.missing(name, "policy"));
}

ParameterInfo parameter_called(const PolicySetting& setting, const PolicySpec& policy,
                               const PolicyCatalog& catalog) {
  std::vector<std::string> names;
  for (const ParameterInfo& parameter : parameters_of(policy, catalog)) {
    if (parameter.name == setting.parameter) return parameter;
    names.emplace_back(parameter.name);
  }
  const std::string allowed =
      names.empty() ? "it has none" : fmt::format("it has {}", fmt::join(names, ", "));
  throw InputError(fmt::format("{}: the policy '{}' has no parameter '{}'{}; {}", setting.where,
                               policy.name, setting.parameter,
                               did_you_mean(setting.parameter, names), allowed));
}

void require_allowed(const PolicySetting& setting, const ParameterInfo& parameter) {
  const Bounds bounds = Bounds::between(parameter.low, parameter.high);
  if (bounds.contain(setting.value)) return;
  throw InputError(fmt::format("{}: {} = {}: must be {}", setting.where, parameter.name,
                               setting.value, bounds.text("a number")));
}

}  // namespace

PolicySpec resolve_policy(std::string_view name, std::span<const PolicySetting> settings,
                          const Registry<PolicySpec>& known, const PolicyCatalog& catalog) {
  PolicySpec resolved = policy_called(name, known, "");
  for (const PolicySetting& setting : settings) {
    const PolicySpec& policy = policy_called(setting.policy, known, setting.where + ": ");
    require_allowed(setting, parameter_called(setting, policy, catalog));
    if (policy.name == name) resolved.parameters[setting.parameter] = setting.value;
  }
  return resolved;
}

void require_serves(const PolicySpec& policy, std::size_t regions, const PolicyCatalog& catalog) {
  const int most = max_regions_of(policy, catalog);
  if (most == 0 || regions <= static_cast<std::size_t>(most)) return;
  throw InputError(
      fmt::format("the policy '{}' serves at most {} regions, and the cluster has {}; use another "
                  "policy or fewer regions",
                  policy.name, most, regions));
}

}  // namespace bacelab
