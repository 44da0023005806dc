#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "app/help/completions.hpp"
#include "app/help/word_lists.hpp"

namespace bacelab {
namespace {

/// Text inside single quotes of zsh, in which `special` characters mean themselves.
std::string quoted_for_zsh(std::string_view text, std::string_view special) {
  std::string quoted;
  for (const char c : text) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      if (special.find(c) != std::string_view::npos) quoted += '\\';
      quoted += c;
    }
  }
  return quoted;
}

/// What a value is completed with, as an action of _arguments.
std::string action_of(const WordValues& values) {
  if (!values.list.empty()) return "_bacelab_list_" + values.list;
  if (!values.words.empty()) return fmt::format("({})", fmt::join(values.words, " "));
  if (values.endings.empty()) return "";
  if (values.endings.front() == "*") return "_files";
  // Around one ending alone zsh would take the parentheses for qualifiers.
  if (values.endings.size() == 1) return "_files -g \"*." + values.endings.front() + "\"";
  return fmt::format("_files -g \"*.({})\"", fmt::join(values.endings, "|"));
}

std::string value_in_zsh(const OptionOutline& option) {
  return ":" + quoted_for_zsh(option.value, "\\:") + ":" + action_of(option.values);
}

/// The lines of _arguments for an option: one a name, which shuts out the others.
std::string option_in_zsh(const OptionOutline& option) {
  std::string text;
  for (const std::string& name : option.names) {
    const std::string others =
        option.repeated ? "*" : fmt::format("({})", fmt::join(option.names, " "));
    const std::string_view joint = option.value.empty() ? "" : name.starts_with("--") ? "=" : "+";
    text += fmt::format("    '{}{}{}[{}]{}' \\\n", others, name, joint,
                        quoted_for_zsh(option.description, "\\[]:"),
                        option.value.empty() ? "" : value_in_zsh(option));
  }
  return text;
}

std::string function_name(const CommandOutline& command) {
  std::string name = "_bacelab" + command.path;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

std::string commands_in_zsh(const CommandOutline& command) {
  std::string names;
  std::string cases;
  for (const CommandOutline& inner : command.commands) {
    names += fmt::format("    '{}:{}'\n", inner.name, quoted_for_zsh(inner.description, "\\:"));
    cases += fmt::format("    {}) {} ;;\n", inner.name, function_name(inner));
  }
  return fmt::format(
      "  local state\n  local -a commands=(\n{}  )\n  _arguments -C \\\n{}"
      "    '1: :{{_describe -t commands command commands}}' \\\n    '*:: :->arguments'\n"
      "  [[ $state == arguments ]] && case $words[1] in\n{}  esac\n",
      names,
      fmt::join(
          [&] {
            std::vector<std::string> options;
            for (const OptionOutline& option : command.options) {
              options.push_back(option_in_zsh(option));
            }
            return options;
          }(),
          ""),
      cases);
}

std::string words_in_zsh(const CommandOutline& command) {
  std::string text = "  _arguments \\\n";
  for (const OptionOutline& option : command.options) text += option_in_zsh(option);
  for (const OptionOutline& word : command.words) {
    text += fmt::format("    '{}:{}:{}' \\\n", word.repeated ? "*" : "",
                        quoted_for_zsh(word.names.front(), "\\:"), action_of(word.values));
  }
  return text.substr(0, text.size() - 3) + "\n";
}

/// The functions of a command and of those in it.
std::string functions_of(const CommandOutline& command) {
  std::string text =
      fmt::format("{}() {{\n{}}}\n\n", function_name(command),
                  command.commands.empty() ? words_in_zsh(command) : commands_in_zsh(command));
  for (const CommandOutline& inner : command.commands) text += functions_of(inner);
  return text;
}

}  // namespace

std::string zsh_completion(const CommandOutline& program) {
  std::string text = fmt::format(
      "#compdef {0}\n# zsh completion of {0}; made by: {0} completion zsh\n\n", program.name);
  for (const auto& [name, words] : word_lists()) {
    // A value follows "KEY=" at once.
    text += fmt::format("_bacelab_list_{}() {{\n  compadd{} -- {}\n}}\n\n", name,
                        !words.empty() && words.front().ends_with('=') ? " -S ''" : "",
                        fmt::join(words, " "));
  }
  text += functions_of(program);
  return text +
         "if [[ ${funcstack[1]-} == _bacelab ]]; then\n  _bacelab \"$@\"\nelse\n"
         "  compdef _bacelab bacelab\nfi\n";
}

}  // namespace bacelab
