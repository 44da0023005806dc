#include "experiments/study/policies_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/errors.hpp"
#include "core/registry.hpp"
#include "core/scheduling/policies/parts.hpp"
#include "experiments/study/design/factor_plan.hpp"
#include "experiments/study/listed_tables.hpp"
#include "experiments/text/bounds.hpp"
#include "experiments/text/section.hpp"

namespace bacelab {
namespace {

constexpr ListedTables policy_tables = {
    "policies",
    "Parameters of named policies, and new policies: ordering, blocking, path_finder, "
    "allocator and their parameters",
    "no policy of that name runs", "study.policies"};

PolicySpec read_parts(const std::string& name, const ConfigSection& section,
                      const PolicyCatalog& catalog) {
  PolicySpec spec;
  spec.name = name;
  spec.ordering = read_required_choice(section, "ordering", catalog.orderings(),
                                       "Order in which jobs are tried")
                      .name;
  spec.blocking = section.boolean("blocking", spec.blocking,
                                  "End the pass when the first job in order can't be placed");
  spec.path_finder =
      read_required_choice(section, "path_finder", catalog.path_finders(), "How a path is found")
          .name;
  spec.allocator = read_required_choice(section, "allocator", catalog.allocators(),
                                        "How stages are divided among regions")
                       .name;
  return spec;
}

PolicySpec read_policy(const std::string& name, const ConfigSection& section,
                       const PolicyCatalog& catalog) {
  const PolicySpec* known = catalog.policies().find(name);
  PolicySpec spec = known ? *known : read_parts(name, section, catalog);
  for (const ParameterInfo& parameter : parameters_of(spec, catalog)) {
    spec.parameters[std::string(parameter.name)] =
        section.number(parameter.name, parameter.fallback,
                       Bounds::between(parameter.low, parameter.high), parameter.description);
  }
  return spec;
}

void require_serves(const PolicySpec& spec, const PolicyCatalog& catalog,
                    const ConfigSection& study, std::size_t regions) {
  const auto most = static_cast<std::size_t>(max_regions_of(spec, catalog));
  if (most == 0 || regions <= most) return;
  study.fail("policies",
             "policy '" + spec.name + "' serves at most " + std::to_string(most) +
                 " regions, and the study has " + std::to_string(regions),
             "fewer regions or another policy");
}

/// Tries to make a policy, so that a part of a plugin that can't be made is told before a run.
void require_can_be_made(const PolicySpec& spec, const PolicyCatalog& catalog,
                         const ConfigSection& study) {
  try {
    make_policy(spec, catalog);
  } catch (const InputError& error) {
    study.fail("policies", "policy '" + spec.name + "': " + error.what(),
               "policies that can be made");
  }
}

}  // namespace

std::vector<PolicySpec> read_policies(const ConfigSection& root, std::size_t regions,
                                      const PolicyCatalog& catalog) {
  std::vector<std::string> known = catalog.policies().names();
  for (const NamedSection& own :
       root.named_tables(policy_tables.key, policy_tables.documentation)) {
    if (std::find(known.begin(), known.end(), own.name) == known.end()) known.push_back(own.name);
  }
  const ConfigSection study = root.table("study", "The study as a whole");
  const auto names = study.choices("policies", {"bace", "lcf", "ldf", "cr_lcf", "cr_ldf"}, known,
                                   "Policies that run in every world", Repeats::refused);
  require_listed(root, policy_tables, names);
  std::vector<PolicySpec> policies;
  for (const std::string& name : names) {
    require_result_name(study, "policies", name);
    const auto section =
        root.table(policy_tables.key, policy_tables.documentation).table(name, "One policy");
    policies.push_back(read_policy(name, section, catalog));
    require_serves(policies.back(), catalog, study, regions);
    require_can_be_made(policies.back(), catalog, study);
  }
  return policies;
}

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
