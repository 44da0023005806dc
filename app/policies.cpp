#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/policies/policy_lists.hpp"
#include "app/policies/trial.hpp"
#include "app/policies/trial_report.hpp"
#include "core/errors.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "experiments/study/plugins.hpp"
#include "experiments/study/study_file.hpp"

namespace bacelab {
namespace {

struct PoliciesOptions {
  bool json = false;
  std::vector<std::string> plugins;
  std::string tried;  // a policy
  std::string study;  // whose policies can be tried; empty: the named ones
  std::string point = "0";
  std::vector<std::string> settings;
};

/// What the name is of, if not of a policy: "an ordering"; empty if of nothing.
std::string_view kind_of_part(std::string_view name, const PolicyCatalog& catalog) {
  if (catalog.orderings().find(name) != nullptr) return "an ordering";
  if (catalog.path_finders().find(name) != nullptr) return "a path finder";
  if (catalog.allocators().find(name) != nullptr) return "an allocator";
  return "";
}

/// Throws InputError for a name that is of a part.
void refuse_part(std::string_view name, const Registry<PolicySpec>& known,
                 const PolicyCatalog& catalog) {
  const std::string_view kind = kind_of_part(name, catalog);
  if (known.find(name) != nullptr || kind.empty()) return;
  throw InputError(
      fmt::format("'{}' is {}, not a policy: name it in [policies.NAME] of a study, "
                  "and try NAME with --study STUDY.toml",
                  name, kind));
}

ExitCode try_one(const std::string& name, const std::vector<PolicySetting>& settings,
                 const Registry<PolicySpec>& known, const PolicyCatalog& catalog) {
  refuse_part(name, known, catalog);
  const PolicySpec spec = resolve_policy(name, settings, known, catalog);
  const Trial trial = try_policy(spec, catalog);
  write_trial(std::cout, spec.name, trial, output_width());
  return has_passed(trial) ? ExitCode::done : ExitCode::incomplete;
}

/// Throws InputError for a name of nothing, which may be that of a study's policy.
void require_known(std::string_view name, const PolicyCatalog& catalog) {
  if (catalog.policies().find(name) != nullptr || !kind_of_part(name, catalog).empty()) return;
  throw InputError(catalog.policies().missing(name, "policy") +
                   "; one that a study makes of parts needs --study STUDY.toml");
}

/// A policy as a study has it at a point.
ExitCode try_of_study(const PoliciesOptions& options) {
  const StudyFile file = read_study_file({options.study, options.settings});
  const Study study = file.at(index_below(file.design().points(), "--point", options.point));
  return try_one(options.tried, {}, Registry<PolicySpec>(study.policies), *study.catalog);
}

ExitCode policies(const PoliciesOptions& options) {
  if (!options.study.empty()) return try_of_study(options);
  const std::vector<Plugin> plugins = load_plugins(options.plugins);
  const auto catalog = catalog_with(plugins);
  if (!options.tried.empty()) {
    require_known(options.tried, *catalog);
    return try_one(options.tried, parse_policy_settings(options.settings), catalog->policies(),
                   *catalog);
  }
  if (options.json) {
    write_policies_json(std::cout, *catalog, plugins);
  } else {
    write_policies(std::cout, *catalog, output_width());
    write_plugins(std::cout, plugins);
  }
  return ExitCode::done;
}

}  // namespace

void add_policies(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<PoliciesOptions>();
  CLI::App* command =
      app.add_subcommand("policies", "List the policies, their parts and their parameters");
  command->add_flag("--json", options->json, "Print the lists as JSON");
  CLI::Option* plugins = add_plugins(*command, options->plugins);
  CLI::Option* tried =
      command
          ->add_option("--try", options->tried,
                       "Run this policy in a few hundred small random worlds, and say\nwhether it "
                       "keeps the rules, serves every job and does the same\nagain")
          ->type_name("NAME");
  command
      ->add_option("--set", options->settings,
                   "A parameter of the policy that is tried, such as\n"
                   "policies.bace.min_stage_fraction=0.7; with --study any key of the\n"
                   "study; may be repeated")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false)
      ->needs(tried);
  CLI::Option* study =
      command
          ->add_option("--study", options->study,
                       "Try the policy as this study defines it, which may be made of parts")
          ->type_name("STUDY.toml")
          ->needs(tried)
          ->excludes(plugins);
  add_index(*command, "--point", options->point, "The point of the study's design, from 0")
      ->needs(study);
  tried->excludes("--json");
  command->callback([options, &exit_code] { exit_code = policies(*options); });
}

}  // namespace bacelab
