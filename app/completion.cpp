#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "app/commands.hpp"
#include "app/completion/bash_completion.hpp"

namespace bacelab {

void add_completion(CLI::App& app, ExitCode& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print a script that completes commands, options and files in a shell");
  command->add_option("shell", *shell, "Which shell")
      ->check(CLI::IsMember({"bash"}))
      ->type_name("SHELL")
      ->required();
  command->footer(
      "Once: eval \"$(bacelab completion bash)\". For good, as the bash-completion package finds "
      "it:\n"
      "bacelab completion bash > ~/.local/share/bash-completion/completions/bacelab");
  command->callback([shell, &app, &exit_code] {
    std::cout << bash_completion(app);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
