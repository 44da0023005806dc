#include "experiments/study/policies_reader.hpp"

#include <fmt/format.h>

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
  if (!section.has("ordering") && !section.has("path_finder") && !section.has("allocator")) {
    section.fail("ordering", "is missing, and no policy is named '" + name + "'",
                 "the parts of a new policy (ordering, path_finder, allocator), or the policy of a "
                 "plugin, whose file [plugins] files must name",
                 config::to_value(std::string(catalog.orderings().front().name)));
  }
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

/// Of parts that were read: an error in a plugin.
std::vector<ParameterInfo> parameters_read(const PolicySpec& spec, const PolicyCatalog& catalog,
                                           const ConfigSection& section) {
  try {
    return parameters_of(spec, catalog);
  } catch (const InputError& error) {
    throw InputError(
        fmt::format("{}: policy '{}': {}", section.place("ordering"), spec.name, error.what()));
  }
}

PolicySpec read_policy(const std::string& name, const ConfigSection& section,
                       const PolicyCatalog& catalog) {
  const PolicySpec* known = catalog.policies().find(name);
  PolicySpec spec = known ? *known : read_parts(name, section, catalog);
  for (const ParameterInfo& parameter : parameters_read(spec, catalog, section)) {
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

}  // namespace bacelab
