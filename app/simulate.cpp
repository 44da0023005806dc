#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/cli/obstacle_text.hpp"
#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/simulate/answer.hpp"
#include "app/simulate/replay.hpp"
#include "app/simulate/side_by_side.hpp"
#include "app/simulate/trace.hpp"
#include "core/errors.hpp"
#include "experiments/study/scenario/answer_writer.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/words.hpp"

namespace bacelab {
namespace {

struct SimulateOptions {
  ReplayOptions replay;
  std::vector<std::string> policies;
  bool json = false;
  bool trace = false;
};

/// The policies that are asked for; of a study all, unless some are. Throws InputError if there are
/// none, or if one is there twice.
std::vector<std::string> policies_of(const SimulateOptions& options, const Replay& replay) {
  std::vector<std::string> names = options.policies;
  if (names.empty() && options.replay.study.empty()) names = replay.policies_of_study();
  if (names.empty())
    throw InputError("--policy: is missing; `bacelab policies` lists the policies");
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) ==
        names.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    throw InputError("--policy " + names[i] + ": is given twice; allowed: different policies");
  }
  if (names.size() > 1 && options.trace) {
    throw InputError("--trace: shows one policy; allowed: one --policy");
  }
  return names;
}

void write_title(const std::string& title, const std::string& policies, const Scenario& scenario) {
  const std::string text =
      fmt::format("{} under {}: {}, {}, {}", title, policies,
                  counted(scenario.cluster.regions().size(), "region"),
                  counted(static_cast<std::size_t>(scenario.cluster.total_gpus()), "GPU"),
                  counted(scenario.jobs.size(), "job"));
  std::cout << printable(text) << "\n\n";
}

/// Reports the jobs that were not served, if any, and why one of them was not.
ExitCode report_unserved(const Replay& replay, const std::string& policy, const RunRecord& record) {
  constexpr std::size_t most_named = 20;
  std::vector<std::int64_t> ids;
  for (const JobOutcome& job : record.jobs) {
    if (!job.served) ids.push_back(job.id);
  }
  if (ids.empty()) return ExitCode::done;
  const auto named = std::span(ids).first(std::min(ids.size(), most_named));
  std::cerr << fmt::format(
      "bacelab: the run under {} got stuck: {} of {} not served when nothing could happen any "
      "more: {}{}; it {}\n",
      policy, ids.size(), counted(record.jobs.size(), "job"), fmt::join(named, ", "),
      named.size() < ids.size() ? ", ..." : "",
      printable(obstacle_text(replay.obstacle(policy, record).value())));
  return ExitCode::incomplete;
}

ExitCode simulate_one(const SimulateOptions& options, const Replay& replay,
                      const std::string& name) {
  const Scenario& scenario = replay.scenario();
  const std::size_t width = output_width();
  Policy policy = replay.policy(name);
  std::optional<Trace> trace;
  if (options.trace) trace.emplace(options.json ? std::cerr : std::cout, scenario, width);
  Simulator simulator;
  const RunRecord& record = replay.run(simulator, name, policy, trace ? &*trace : nullptr);
  if (options.json) {
    write_answer(std::cout, name, scenario, record);
  } else {
    if (options.trace) std::cout << '\n';
    write_title(replay.title(), name, scenario);
    write_job_table(std::cout, scenario, record, width);
    std::cout << '\n';
    write_metrics(std::cout, scenario, record);
    write_timeline(std::cout, record, width);
  }
  std::cout.flush();
  return report_unserved(replay, name, record);
}

/// The answers of several policies, as one JSON list.
void write_answers(const Scenario& scenario, const std::vector<std::string>& names,
                   const std::vector<RunRecord>& records) {
  std::cout << "[\n";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) std::cout << ",\n";
    write_answer(std::cout, names[i], scenario, records[i]);
  }
  std::cout << "]\n";
}

ExitCode simulate_several(const SimulateOptions& options, const Replay& replay,
                          const std::vector<std::string>& names) {
  const Scenario& scenario = replay.scenario();
  std::vector<RunRecord> records;
  Simulator simulator;
  for (const std::string& name : names) {
    Policy policy = replay.policy(name);
    records.push_back(replay.run(simulator, name, policy));
  }
  if (options.json) {
    write_answers(scenario, names, records);
  } else {
    write_title(replay.title(), fmt::format("{}", fmt::join(names, ", ")), scenario);
    write_side_by_side(std::cout, scenario, names, records, output_width());
  }
  std::cout.flush();
  ExitCode code = ExitCode::done;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const ExitCode one = report_unserved(replay, names[i], records[i]);
    if (one != ExitCode::done) code = one;
  }
  return code;
}

ExitCode simulate(const SimulateOptions& options) {
  const Replay replay(options.replay);
  const auto names = policies_of(options, replay);
  return names.size() == 1 ? simulate_one(options, replay, names.front())
                           : simulate_several(options, replay, names);
}

}  // namespace

void add_simulate(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<SimulateOptions>();
  CLI::App* command =
      app.add_subcommand("simulate", "Run policies in one world and show what became of each job");
  add_replayed_world(*command, options->replay);
  command
      ->add_option("--policy", options->policies,
                   "A policy; may be repeated, to see several side by side; default, of\n"
                   "results: all of the study. `bacelab policies` lists them")
      ->type_name("NAME")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
  add_replay_options(*command, options->replay);
  command->add_flag("--json", options->json,
                    "Print the results as JSON, in s, USD, kWh and bytes; of several\n"
                    "policies as a list");
  command->add_flag(
      "--trace", options->trace,
      "Print each decision and its reason before the results; with --json\nto standard error");
  command->callback([options, &exit_code] { exit_code = simulate(*options); });
}

}  // namespace bacelab
