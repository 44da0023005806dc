#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "app/commands.hpp"
#include "app/help/completions.hpp"
#include "app/help/outline.hpp"
#include "core/registry.hpp"

namespace bacelab {
namespace {

struct Shell {
  std::string_view name;
  std::string (*completion)(const CommandOutline& program);
};

constexpr auto known_shells = std::to_array<Shell>(
    {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}});
constexpr Registry shells(known_shells);

}  // namespace

void add_completion(CLI::App& app, ExitCode& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print a shell completion script for commands, options and files");
  command->add_option("shell", *shell, "Which shell")
      ->check(CLI::IsMember(shells.names()))
      ->type_name("SHELL")
      ->required();
  command->footer(
      "An installation has them where the shells look. Otherwise, in this shell:\n"
      "  bash  eval \"$(bacelab completion bash)\"\n"
      "  zsh   source <(bacelab completion zsh)   # after compinit\n"
      "  fish  bacelab completion fish | source\n"
      "In every shell:\n"
      "  bash  bacelab completion bash > ~/.local/share/bash-completion/completions/bacelab\n"
      "  zsh   bacelab completion zsh > FOLDER/_bacelab   # a folder of $fpath\n"
      "  fish  bacelab completion fish > ~/.config/fish/completions/bacelab.fish");
  command->callback([shell, &app, &exit_code] {
    std::cout << shells.at(*shell, "shell").completion(outline_of(app));
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
