#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/command_line.hpp"
#include "app/commands.hpp"
#include "app/help/man_page.hpp"
#include "app/help/outline.hpp"
#include "experiments/box/build_info.hpp"
#include "experiments/text/pending_file.hpp"
#include "experiments/text/storage_error.hpp"

namespace bacelab {
namespace {

struct HelpOptions {
  std::vector<std::string> command;
  bool man = false;
  std::string pages;
};

void write_page(const CommandOutline& command, const std::filesystem::path& directory) {
  const std::filesystem::path file = directory / (name_of_page(command) + ".1");
  const std::string page = man_page(command, std::string(build_info().version));
  write_file(file, ExistingFile::replace, [&](std::ostream& out) { out << page; });
  for (const CommandOutline& inner : command.commands) write_page(inner, directory);
}

void write_pages(const CLI::App& app, const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error) throw system_storage_error(directory, "create the folder", error.value());
  write_page(outline_of(app), directory);
}

void give_help(const CLI::App& app, const HelpOptions& options) {
  if (!options.pages.empty()) return write_pages(app, options.pages);
  const CLI::App& command = command_named(app, options.command);
  if (options.man) {
    std::cout << man_page(outline_of(command), std::string(build_info().version));
    return;
  }
  // Not CLI::App::help(), which would explain the command that was chosen: this one.
  std::cout << command.get_formatter()->make_help(&command, app.get_name() + path_of(command),
                                                  CLI::AppFormatMode::Normal);
}

}  // namespace

void add_help(CLI::App& app, ExitCode& exit_code) {
  auto options = std::make_shared<HelpOptions>();
  CLI::App* command =
      app.add_subcommand("help", "Print the help of a command, or write manual pages");
  auto* words = command->add_option("command", options->command, "The command; default: all")
                    ->type_name("COMMAND");
  auto* man = command->add_flag("--man", options->man, "Print it as a page for man");
  command->add_option("--man-pages", options->pages, "Write the pages of all commands here")
      ->type_name("DIR")
      ->excludes(words)
      ->excludes(man);
  command->footer("To read a page: bacelab help --man run | man -l -");
  command->callback([options, &app, &exit_code] {
    give_help(app, *options);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
