#include <CLI/CLI.hpp>
#include <iostream>
#include <limits>
#include <memory>
#include <string>

#include "app/cli/output.hpp"
#include "app/commands.hpp"
#include "app/explain/explanation.hpp"
#include "app/explain/explanation_report.hpp"
#include "core/errors.hpp"

namespace bacelab {
namespace {

constexpr std::size_t most_shown = 8;

struct ExplainOptions {
  ReplayOptions replay;
  std::string policy = "bace";
  std::string against;
  std::size_t swaps = 200;
  bool all = false;
  bool json = false;
};

void show(const ExplainOptions& options) {
  if (options.policy == options.against) {
    throw InputError("--against " + options.against +
                     ": is --policy, too; allowed: another policy");
  }
  const Replay replay(options.replay);
  const Explanation explanation = explain(replay, options.policy, options.against, options.swaps);
  if (options.json) {
    write_explanation_json(std::cout, replay, explanation);
  } else {
    write_explanation(std::cout, replay, explanation,
                      options.all ? std::numeric_limits<std::size_t>::max() : most_shown,
                      output_width());
  }
  std::cout.flush();
}

}  // namespace

void add_explain(CLI::App& app, ExitCode& exit_code) {
  const auto options = std::make_shared<ExplainOptions>();
  CLI::App* command =
      app.add_subcommand("explain", "Say why one policy did better than another in one world");
  add_replayed_world(*command, options->replay);
  command->add_option("--policy", options->policy, "The policy whose decisions are looked at")
      ->type_name("NAME")
      ->capture_default_str();
  command->add_option("--against", options->against, "The other policy")
      ->type_name("NAME")
      ->required();
  add_replay_options(*command, options->replay);
  command
      ->add_option("--swaps", options->swaps,
                   "Swap at most so many decisions, the first ones; each is a run")
      ->check(CLI::Range(0, 1000000))
      ->type_name("N")
      ->capture_default_str();
  command->add_flag("--all", options->all, "Show all jobs and decisions, not only the largest");
  command->add_flag("--json", options->json, "Print all of it as JSON, in s and USD");
  command->callback([options, &exit_code] {
    show(*options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
