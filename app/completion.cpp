#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.hpp"

namespace bacelab {
namespace {

using Words = std::vector<std::string>;

/// What can complete a word: fixed words, files with an ending, or nothing that is known.
struct Candidates {
  Words words;
  std::string file_endings;  ///< "h5 toml"; "*" for all files with an ending; empty for none

  [[nodiscard]] std::string as_bash() const {
    return fmt::format("words=\"{}\" files=\"{}\"", fmt::join(words, " "), file_endings);
  }
};

Words names_of(const CLI::Option& option) {
  Words names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  return names;
}

/// "FILE.h5" is a file that ends in ".h5", "W.json|FILE.h5" one that ends in either, "FILE" any
/// file; else no file.
std::string file_endings(const std::string& type) {
  constexpr std::array<std::string_view, 4> endings = {"h5", "toml", "json", "csv"};
  std::string found;
  for (const std::string_view ending : endings) {
    if (type.find("." + std::string(ending)) == std::string::npos) continue;
    found += (found.empty() ? "" : " ") + std::string(ending);
  }
  return found.empty() && type.starts_with("FILE") ? "*" : found;
}

/// The values that the type of an option names: "NAME:{a,b}" lists them.
Candidates values_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return {{}, file_endings(type)};
  const std::string list = type.substr(open + 1, close - open - 1);
  Candidates candidates;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    candidates.words.push_back(list.substr(begin, end - begin));
    begin = end + 1;
  }
  return candidates;
}

bool takes_value(const CLI::Option& option) { return option.get_items_expected_max() > 0; }

/// A line of a bash `case`: what is known after these words.
std::string case_line(const Words& patterns, const Candidates& candidates) {
  Words quoted;
  for (const std::string& pattern : patterns) quoted.push_back("\"" + pattern + "\"");
  return fmt::format("    {}) {} ;;\n", fmt::join(quoted, "|"), candidates.as_bash());
}

/// The lines of the script, command by command; `path` is " run", or empty for the program.
struct Lines {
  Words paths;
  std::string values;    ///< after an option that takes a value
  std::string options;   ///< where a word begins with "-"
  std::string operands;  ///< elsewhere

  void add(const CLI::App& command, const std::string& path) {
    Words all_options;
    Candidates operand;
    for (const CLI::Option* option : command.get_options()) {
      if (option->get_positional()) {
        const Candidates of_option = values_of(*option);
        operand.words.insert(operand.words.end(), of_option.words.begin(), of_option.words.end());
        if (operand.file_endings.empty()) operand.file_endings = of_option.file_endings;
        continue;
      }
      const Words names = names_of(*option);
      all_options.insert(all_options.end(), names.begin(), names.end());
      if (!takes_value(*option)) continue;
      Words patterns;
      for (const std::string& name : names) patterns.push_back(path + " " + name);
      values += case_line(patterns, values_of(*option));
    }
    for (const CLI::App* inner : command.get_subcommands(nullptr)) {
      operand.words.push_back(inner->get_name());
      // Not a reference into the list, which grows meanwhile.
      const std::string inner_path = path + " " + inner->get_name();
      paths.push_back(inner_path);
      add(*inner, inner_path);
    }
    options += case_line({path}, {all_options, ""});
    operands += case_line({path}, operand);
  }
};

/// A script for bash that completes the words of a command line of this program: commands, options,
/// the values of options that have a fixed list, and files of the right kind. All of it comes from
/// the definitions that --help shows.
std::string bash_completion(const CLI::App& app) {
  Lines lines;
  lines.add(app, "");
  return fmt::format(
      R"(# bash completion of {0}; made by: {0} completion bash
_{0}() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD - 1]}}"
  local path="" word words="" files=""
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD - 1}}"; do
    case "$path $word" in
      {1}) path+=" $word" ;;
    esac
  done
  case "$path $previous" in
{2}    *)
      if [[ $current == -* ]]; then
        case "$path" in
{3}        esac
      else
        case "$path" in
{4}        esac
      fi ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    local ending; local -a endings; read -ra endings <<< "$files"
    local IFS=$'\n'
    for ending in "${{endings[@]}}"; do
      COMPREPLY+=($(compgen -f -X "!*.$ending" -- "$current"))
    done
    COMPREPLY+=($(compgen -d -- "$current"))
  fi
}}
complete -F _{0} {0}
)",
      app.get_name(), "\"" + fmt::format("{}", fmt::join(lines.paths, "\"|\"")) + "\"",
      lines.values, lines.options, lines.operands);
}

}  // namespace

void add_completion(CLI::App& app, ExitCode& exit_code) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print a shell completion script for commands, options and files");
  command->add_option("shell", *shell, "Which shell")
      ->check(CLI::IsMember({"bash"}))
      ->type_name("SHELL")
      ->required();
  command->footer(
      "In this shell: eval \"$(bacelab completion bash)\". In every shell, by the bash-completion "
      "package:\n"
      "bacelab completion bash > ~/.local/share/bash-completion/completions/bacelab");
  command->callback([shell, &app, &exit_code] {
    std::cout << bash_completion(app);
    exit_code = ExitCode::done;
  });
}

}  // namespace bacelab
