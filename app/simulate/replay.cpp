#include "app/simulate/replay.hpp"

#include <fmt/format.h>

#include <utility>

#include "app/cli/options.hpp"
#include "app/cli/study_of_results.hpp"
#include "core/errors.hpp"
#include "core/scheduling/rules.hpp"
#include "experiments/results/results_file.hpp"
#include "experiments/study/policy_settings.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/text/files.hpp"

namespace bacelab {

void add_replayed_world(CLI::App& command, ReplayOptions& options) {
  command
      .add_option("world", options.file,
                  "A world as `bacelab scenario` writes it, or the results of a study")
      ->type_name("SCENARIO.json|FILE.h5")
      ->required();
}

void add_replay_options(CLI::App& command, ReplayOptions& options) {
  add_index(command, "--replication", options.replication,
            "Of results: the replication whose world is meant, from 0");
  add_index(command, "--point", options.point,
            "Of results or a study: the point of the design, from 0; default: 0");
  CLI::Option* study =
      command
          .add_option("--study", options.study,
                      "Of a scenario: take policies as this study, or its results, have them")
          ->type_name("STUDY.toml|FILE.h5");
  add_plugins(command, options.plugins)->excludes(study);
  command
      .add_option("--set", options.settings,
                  "A policy's parameter, such as policies.bace.min_stage_fraction=0.7;\nwith a "
                  "study any key of it; may be repeated")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

namespace {

std::string point_of(const ReplayOptions& options) {
  return options.point.empty() ? "0" : options.point;
}

}  // namespace

Replay::Replay(const ReplayOptions& options) {
  if (ResultsFile::may_be(options.file)) {
    take_results(options);
  } else {
    take_scenario(options);
  }
}

void Replay::take_results(const ReplayOptions& options) {
  for (const auto& [name, is_given] : {std::pair("--study", !options.study.empty()),
                                       std::pair("--plugin", !options.plugins.empty())}) {
    if (!is_given) continue;
    throw InputError(fmt::format("{}: {} keeps its study, with its policies; allowed: no {}", name,
                                 options.file, name));
  }
  const WorldOptions world = {
      {options.file, options.settings}, point_of(options), options.replication};
  const StudyFile file = read_study_or_results(world.study);
  if (options.replication.empty()) {
    throw InputError(options.file + ": has many worlds; --replication says which one");
  }
  const WorldPlace place = place_of(world, file);
  const Study study = file.at(place.point.value());
  scenario_ = draw_world(world, study, place).scenario;
  title_ = fmt::format("{}, ", options.file);
  if (file.design().points() > 1) title_ += fmt::format("point {}, ", world.point);
  title_ += fmt::format("replication {}", options.replication);
  has_study_ = true;
  policies_ = study.policies;
  catalog_ = study.catalog;
}

void Replay::take_scenario(const ReplayOptions& options) {
  const std::string text = read_file(options.file);
  if (!options.replication.empty()) {
    throw InputError("--replication: " + options.file +
                     " is one world; allowed: no --replication, or the results of a study");
  }
  if (options.study.empty()) {
    if (!options.point.empty()) {
      throw InputError("--point: needs --study, which has a design; allowed: no --point");
    }
    catalog_ = catalog_with(load_plugins(options.plugins));
    const auto settings = parse_policy_settings(options.settings);
    for (const PolicySpec& known : catalog_->policies()) {
      policies_.push_back(resolve_policy(known.name, settings, catalog_->policies(), *catalog_));
    }
  } else {
    const StudyFile file = read_study_or_results({options.study, options.settings});
    const Study study = file.at(index_below(file.design().points(), "--point", point_of(options)));
    has_study_ = true;
    policies_ = study.policies;
    catalog_ = study.catalog;
  }
  scenario_ = read_scenario(text, options.file);
  title_ = options.file;
}

std::vector<std::string> Replay::policies_of_study() const {
  std::vector<std::string> names;
  if (!has_study_) return names;
  for (const PolicySpec& policy : policies_) names.push_back(policy.name);
  return names;
}

PolicySpec Replay::spec_of(const std::string& name) const {
  const Registry<PolicySpec> known(policies_);
  if (!has_study_ && known.find(name) == nullptr) {
    throw InputError(known.missing(name, "policy") +
                     "; --study takes those of a study, --plugin those of a plugin");
  }
  PolicySpec spec = resolve_policy(name, {}, known, *catalog_);
  require_serves(spec, scenario_.cluster.regions().size(), *catalog_);
  return spec;
}

Policy Replay::policy(const std::string& name) const {
  return make_policy(spec_of(name), *catalog_);
}

std::optional<Obstacle> Replay::obstacle(const std::string& name, const RunRecord& record) const {
  return find_obstacle(scenario_, record, spec_of(name), *catalog_);
}

const RunRecord& Replay::run(Simulator& simulator, const std::string& name, Policy& policy,
                             DecisionLog* log) const {
  try {
    return simulator.run(scenario_, policy, log);
  } catch (const RuleBroken& broken) {
    throw InputError(fmt::format("policy {}: {}", name, broken.what()));
  }
}

}  // namespace bacelab
