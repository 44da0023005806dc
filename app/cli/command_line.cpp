#include "app/cli/command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <fstream>
#include <optional>
#include <string_view>
#include <utility>

#include "core/errors.hpp"
#include "core/registry.hpp"

namespace bacelab {

std::string shell_word(std::string_view text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,@%";
  if (!text.empty() && text.find_first_not_of(plain) == std::string_view::npos) {
    return std::string(text);
  }
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::vector<std::string> command_words() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return words;
}

std::string command_line(std::span<const std::string> words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + shell_word(word);
  return line;
}

std::string continuation_of(std::vector<std::string> words) {
  std::erase(words, "--force");
  const bool resumes = std::find(words.begin(), words.end(), "--resume") != words.end();
  if (!resumes) words.emplace_back("--resume");
  return command_line(words);
}

namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

/// Does a word look like an option: "--name", "-n", "-name", but not a number?
bool looks_like_option(const std::string& word) {
  return word.starts_with("--") ||
         (word.size() > 1 && word[0] == '-' && std::isalpha(static_cast<unsigned char>(word[1])));
}

/// The first argument that looks like an option but is not a known one.
std::optional<std::string> unknown_option(const std::vector<std::string>& known,
                                          const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--") break;
    const std::string name = argument.substr(0, argument.find('='));
    if (!looks_like_option(name) || contains(known, name)) continue;
    // "-oFILE" is a short option with its value.
    if (name[1] != '-' && contains(known, name.substr(0, 2))) continue;
    return name;
  }
  return std::nullopt;
}

/// Words that other programs have for a command of this one.
std::string other_word_for_command(std::string_view word) {
  constexpr std::pair<std::string_view, std::string_view> words[] = {{"replay", "simulate"},
                                                                     {"resume", "run --resume"},
                                                                     {"figure", "plot"},
                                                                     {"validate", "check"}};
  for (const auto& [other, command] : words) {
    if (word == other) return fmt::format(" (did you mean '{}'?)", command);
  }
  return "";
}

/// The error that the program, or the command called `path`, has no command of this name.
std::string no_command(const std::string& path, const std::string& name,
                       const std::vector<std::string>& commands) {
  if (path.empty()) {
    std::string meant = other_word_for_command(name);
    if (meant.empty()) meant = did_you_mean(name, commands);
    return fmt::format("there is no command '{}'{}; there are {}", name, meant,
                       fmt::join(commands, ", "));
  }
  if (commands.empty()) {
    return fmt::format("bacelab {} has no commands, and so no '{}'", path, name);
  }
  return fmt::format("bacelab {} has no '{}'{}; it has {}", path, name,
                     did_you_mean(name, commands), fmt::join(commands, ", "));
}

/// What is wrong with the arguments of the command called `path`, or of a subcommand of it, such as
/// `import jobs`.
std::string command_error(const CLI::App& command, const std::string& path,
                          const CLI::ParseError& error, const std::vector<std::string>& arguments) {
  const std::vector<std::string> commands = commands_of(command);
  if (!commands.empty() && !arguments.empty() && !arguments[0].starts_with('-')) {
    const std::string& name = arguments[0];
    if (!contains(commands, name)) return no_command(path, name, commands);
    return command_error(*command.get_subcommand(name), path + " " + name, error,
                         {arguments.begin() + 1, arguments.end()});
  }
  const std::vector<std::string> options = options_of(command);
  if (const auto unknown = unknown_option(options, arguments)) {
    return fmt::format("bacelab {} has no option '{}'{}; it has {}", path, *unknown,
                       did_you_mean(*unknown, options), fmt::join(options, ", "));
  }
  if (!commands.empty()) {
    return fmt::format("bacelab {}: one of {} is needed; see bacelab {} --help", path,
                       fmt::join(commands, ", "), path);
  }
  return fmt::format("bacelab {}: {}; see bacelab {} --help", path, error.what(), path);
}

}  // namespace

const CLI::App& command_named(const CLI::App& app, std::span<const std::string> words) {
  const CLI::App* command = &app;
  std::string path;
  for (const std::string& word : words) {
    const std::vector<std::string> commands = commands_of(*command);
    if (!contains(commands, word)) throw InputError(no_command(path, word, commands));
    // App::get_subcommand() of a constant App finds chosen ones alone.
    for (const CLI::App* inner : command->get_subcommands(nullptr)) {
      if (inner->get_name() != word) continue;
      command = inner;
      break;
    }
    path += (path.empty() ? "" : " ") + word;
  }
  return *command;
}

std::string usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments) {
  const std::vector<std::string> commands = commands_of(app);
  const auto first = std::find_if(arguments.begin(), arguments.end(),
                                  [](const auto& argument) { return !argument.starts_with('-'); });
  const std::vector<std::string> own = options_of(app);
  if (const auto unknown = unknown_option(own, {arguments.begin(), first})) {
    return fmt::format("bacelab has no option '{}'{}; it has {} and the commands {}", *unknown,
                       did_you_mean(*unknown, own), fmt::join(own, ", "),
                       fmt::join(commands, ", "));
  }
  if (first == arguments.end()) {
    return fmt::format("a command is needed: {}; see bacelab --help", fmt::join(commands, ", "));
  }
  if (!contains(commands, *first)) return no_command("", *first, commands);
  return command_error(*app.get_subcommand(*first), *first, error, {first + 1, arguments.end()});
}

}  // namespace bacelab
