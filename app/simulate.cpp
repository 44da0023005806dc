#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/options.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/simulate/answer.hpp"
#include "app/simulate/trace.hpp"
#include "core/errors.hpp"
#include "core/scheduling/rules.hpp"
#include "core/simulation/simulator.hpp"
#include "experiments/study/policy_settings.hpp"
#include "experiments/study/scenario/answer_writer.hpp"
#include "experiments/study/scenario/scenario_file.hpp"
#include "experiments/text/files.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct SimulateOptions {
  std::string scenario;
  std::string policy;
  std::vector<std::string> settings;
  std::vector<std::string> plugins;
  StudyOptions study;  // whose policies are known; no file: the named ones
  std::string point = "0";
  bool json = false;
  bool trace = false;
};

void write_readable(std::ostream& out, const SimulateOptions& options, const Scenario& scenario,
                    const RunRecord& record) {
  const std::size_t width = output_width();
  out << fmt::format("{} under {}: {}, {}, {}\n\n", options.scenario, options.policy,
                     counted(scenario.cluster.regions().size(), "region"),
                     counted(static_cast<std::size_t>(scenario.cluster.total_gpus()), "GPU"),
                     counted(scenario.jobs.size(), "job"));
  write_job_table(out, scenario, record, width);
  out << '\n';
  write_metrics(out, scenario, record);
  write_timeline(out, record, width);
}

/// Reports the jobs that were not served, if any.
ExitCode report_unserved(const RunRecord& record) {
  constexpr std::size_t most_named = 20;
  std::vector<std::int64_t> ids;
  for (const JobOutcome& job : record.jobs) {
    if (!job.served) ids.push_back(job.id);
  }
  if (ids.empty()) return ExitCode::done;
  const auto named = std::span(ids).first(std::min(ids.size(), most_named));
  std::cerr << fmt::format(
      "bacelab: the run got stuck: {} of {} not served when nothing could happen any more: {}{}\n",
      ids.size(), counted(record.jobs.size(), "job"), fmt::join(named, ", "),
      named.size() < ids.size() ? ", ..." : "");
  return ExitCode::incomplete;
}

/// A policy with the catalog that it is made of.
struct ChosenPolicy {
  PolicySpec spec;
  std::shared_ptr<const PolicyCatalog> catalog;
};

/// The policy as the study has it at the point, or the named one with the settings.
ChosenPolicy policy_of(const SimulateOptions& options) {
  if (options.study.file.empty()) {
    const auto catalog = catalog_with(load_plugins(options.plugins));
    return {resolve_policy(options.policy, parse_policy_settings(options.settings),
                           catalog->policies(), *catalog),
            catalog};
  }
  const StudyFile file = read_study_file({options.study.file, options.settings});
  const std::size_t point = index_below(file.design().points(), "--point", options.point);
  const Study study = file.at(point);
  return {resolve_policy(options.policy, {}, Registry<PolicySpec>(study.policies), *study.catalog),
          study.catalog};
}

/// Runs a policy; a rule that a plugin's policy breaks is an error of whoever wrote it.
const RunRecord& run_of(Simulator& simulator, const Scenario& scenario, Policy& policy,
                        DecisionLog* log, const PolicySpec& spec) {
  try {
    return simulator.run(scenario, policy, log);
  } catch (const RuleBroken& broken) {
    throw InputError(fmt::format("policy {}: {}", spec.name, broken.what()));
  }
}

ExitCode simulate(const SimulateOptions& options) {
  const auto [spec, catalog] = policy_of(options);
  const Scenario scenario = read_scenario(read_file(options.scenario), options.scenario);
  require_serves(spec, scenario.cluster.regions().size(), *catalog);
  std::optional<Trace> trace;
  if (options.trace) {
    trace.emplace(options.json ? std::cerr : std::cout, scenario, output_width());
  }
  Policy policy = make_policy(spec, *catalog);
  Simulator simulator;
  const RunRecord& record = run_of(simulator, scenario, policy, trace ? &*trace : nullptr, spec);
  if (options.json) {
    write_answer(std::cout, spec.name, scenario, record);
  } else {
    if (options.trace) std::cout << '\n';
    write_readable(std::cout, options, scenario, record);
  }
  std::cout.flush();
  return report_unserved(record);
}

}  // namespace

void add_simulate(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<SimulateOptions>();
  CLI::App* command = app.add_subcommand(
      "simulate", "Run one policy in one world and show what became of each job");
  command->add_option("scenario", options->scenario, "The world, as `bacelab scenario` writes it")
      ->type_name("SCENARIO.json")
      ->required();
  command->add_option("--policy", options->policy, "The policy; `bacelab policies` lists them")
      ->type_name("NAME")
      ->required();
  command
      ->add_option(
          "--set", options->settings,
          "A policy's parameter, such as policies.bace.min_stage_fraction=0.7;\nwith --study any "
          "key of the study; may be repeated")
      ->type_name("KEY=VALUE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  CLI::Option* study =
      command
          ->add_option("--study", options->study.file,
                       "Take the policy as this study defines it, to replay one of its runs")
          ->type_name("STUDY.toml");
  add_plugins(*command, options->plugins)->excludes(study);
  add_index(*command, "--point", options->point, "The point of the study's design, from 0")
      ->needs(study);
  command->add_flag("--json", options->json, "Print the results as JSON, in s, USD, kWh and bytes");
  command->add_flag(
      "--trace", options->trace,
      "Print each decision and its reason before the results; with --json\nto standard error");
  command->callback([options, &exit_code] { exit_code = simulate(*options); });
}

}  // namespace bacelab
