#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/policies/trial.hpp"
#include "app/policies/trial_report.hpp"
#include "core/errors.hpp"
#include "core/scheduling/policies/parts.hpp"
#include "core/scheduling/policies/policy.hpp"
#include "experiments/study/plugins.hpp"
#include "experiments/study/study_file.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr std::size_t name_width = 18;

std::string range_of(const ParameterInfo& parameter) {
  return fmt::format("{} = {} in [{}, {}]", parameter.name, parameter.fallback, parameter.low,
                     parameter.high);
}

/// A name and a text, which is wrapped to the right of it.
void write_entry(std::ostream& out, std::string_view name, const std::string& text,
                 std::size_t width) {
  const std::size_t start = name_width + 4;
  std::string head = "  " + padded(std::string(name), name_width) + "  ";
  for (const std::string& line : wrapped(words_of(text), width - start)) {
    out << head << line << '\n';
    head = std::string(start, ' ');
  }
}

template <class Part>
void write_parts(std::ostream& out, std::string_view title, const Registry<PartInfo<Part>>& parts,
                 std::size_t width) {
  out << '\n' << title << '\n';
  for (const PartInfo<Part>& part : parts) {
    const std::string limit =
        part.max_regions > 0 ? fmt::format("; at most {} regions", part.max_regions) : "";
    write_entry(out, part.name, std::string(part.description) + limit, width);
    for (const ParameterInfo& parameter : part.parameters) {
      write_entry(out, "", fmt::format("{}: {}", range_of(parameter), parameter.description),
                  width);
    }
  }
}

void write_named(std::ostream& out, const PolicyCatalog& catalog) {
  using enum Align;
  TextTable table({left, left, left, left, left, left});
  table.add_row({"", "ordering", "blocking", "path finder", "allocator", "parameters"});
  for (const PolicySpec& policy : catalog.policies()) {
    std::string parameters;
    for (const ParameterInfo& parameter : parameters_of(policy, catalog)) {
      parameters += (parameters.empty() ? "" : ", ") + std::string(parameter.name);
    }
    if (!policy.whole.empty()) {
      table.add_row({policy.name, "whole", "", "", "", parameters});
      continue;
    }
    table.add_row({policy.name, policy.ordering, policy.blocking ? "yes" : "no", policy.path_finder,
                   policy.allocator, parameters});
  }
  out << "Policies\n";
  for (const std::string& line : table.lines()) out << "  " << line << '\n';
}

/// Writes the named policies, and the orderings, path finders and allocators with their
/// parameters, in lines of at most `width` characters.
void write_policies(std::ostream& out, const PolicyCatalog& catalog, std::size_t width) {
  write_named(out, catalog);
  write_parts(out, "Orderings", catalog.orderings(), width);
  write_parts(out, "Path finders", catalog.path_finders(), width);
  write_parts(out, "Allocators", catalog.allocators(), width);
  if (catalog.whole_policies().size() > 0) {
    write_parts(out, "Whole policies", catalog.whole_policies(), width);
  }
  out << "\nA blocking policy waits when the first job in its order can't be placed; others try "
         "the next.\nSet a parameter by --set policies.NAME.PARAMETER=NUMBER.\n";
}

/// The plugins that were given, each with the version that its author gives it.
void write_plugins(std::ostream& out, const std::vector<Plugin>& plugins) {
  if (plugins.empty()) return;
  out << "\nPlugins\n";
  for (const Plugin& plugin : plugins) {
    const std::string version = plugin.version.empty() ? "" : "  version " + plugin.version;
    out << printable("  " + plugin.file + version) << '\n';
  }
}

using Json = nlohmann::ordered_json;

Json parameter_array(std::span<const ParameterInfo> parameters) {
  Json array = Json::array();
  for (const ParameterInfo& parameter : parameters) {
    array.push_back({{"name", parameter.name},
                     {"default", parameter.fallback},
                     {"low", parameter.low},
                     {"high", parameter.high},
                     {"description", parameter.description}});
  }
  return array;
}

Json limit_or_null(int max_regions) { return max_regions > 0 ? Json(max_regions) : Json(nullptr); }

template <class Part>
Json part_array(const Registry<PartInfo<Part>>& parts) {
  Json array = Json::array();
  for (const PartInfo<Part>& part : parts) {
    array.push_back({{"name", part.name},
                     {"description", part.description},
                     {"max_regions", limit_or_null(part.max_regions)},
                     {"parameters", parameter_array(part.parameters)}});
  }
  return array;
}

Json name_or_null(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

Json policy_array(const PolicyCatalog& catalog) {
  Json array = Json::array();
  for (const PolicySpec& policy : catalog.policies()) {
    const bool is_whole = !policy.whole.empty();
    array.push_back({{"name", policy.name},
                     {"ordering", name_or_null(policy.ordering)},
                     {"blocking", is_whole ? Json(nullptr) : Json(policy.blocking)},
                     {"path_finder", name_or_null(policy.path_finder)},
                     {"allocator", name_or_null(policy.allocator)},
                     {"max_regions", limit_or_null(max_regions_of(policy, catalog))},
                     {"parameters", parameter_array(parameters_of(policy, catalog))}});
  }
  return array;
}

Json plugin_array(const std::vector<Plugin>& plugins) {
  Json array = Json::array();
  for (const Plugin& plugin : plugins) {
    array.push_back({{"file", plugin.file}, {"version", plugin.version}});
  }
  return array;
}

/// The same as one JSON object: {"policies": [...], "orderings": [...], "path_finders": [...],
/// "allocators": [...], "whole_policies": [...], "plugins": [...]}.
void write_policies_json(std::ostream& out, const PolicyCatalog& catalog,
                         const std::vector<Plugin>& plugins) {
  const Json lists = {{"policies", policy_array(catalog)},
                      {"orderings", part_array(catalog.orderings())},
                      {"path_finders", part_array(catalog.path_finders())},
                      {"allocators", part_array(catalog.allocators())},
                      {"whole_policies", part_array(catalog.whole_policies())},
                      {"plugins", plugin_array(plugins)}};
  out << lists.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

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
