#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

#include "app/help/completions.hpp"
#include "app/help/word_lists.hpp"

namespace bacelab {
namespace {

using BashWords = std::vector<std::string>;

/// A line of a bash `case`: what is known after these words.
std::string case_line(const BashWords& patterns, const BashWords& words, const BashWords& endings) {
  return fmt::format("    \"{}\") words=\"{}\" files=\"{}\" ;;\n", fmt::join(patterns, "\"|\""),
                     fmt::join(words, " "), fmt::join(endings, " "));
}

/// The words of a list are those of a variable of the script.
BashWords words_in_bash(const WordValues& values) {
  return values.list.empty() ? values.words : BashWords{"$" + values.list};
}

/// The lines of the script, command by command.
struct BashLines {
  BashWords paths;
  std::string values;    ///< after an option that takes a value
  std::string options;   ///< where a word begins with "-"
  std::string operands;  ///< elsewhere

  void add(const CommandOutline& command) {
    BashWords all_options;
    for (const OptionOutline& option : command.options) {
      all_options.insert(all_options.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      BashWords patterns;
      for (const std::string& name : option.names) patterns.push_back(command.path + " " + name);
      values += case_line(patterns, words_in_bash(option.values), option.values.endings);
    }
    BashWords words;
    BashWords endings;
    for (const OptionOutline& operand : command.words) {
      const BashWords own = words_in_bash(operand.values);
      words.insert(words.end(), own.begin(), own.end());
      if (endings.empty()) endings = operand.values.endings;
    }
    for (const CommandOutline& inner : command.commands) {
      words.push_back(inner.name);
      paths.push_back(inner.path);
      add(inner);
    }
    options += case_line({command.path}, all_options, {});
    operands += case_line({command.path}, words, endings);
  }
};

std::string lists_in_bash() {
  std::string text;
  for (const auto& [name, words] : word_lists()) {
    text += fmt::format("  local {}=\"{}\"\n", name, fmt::join(words, " "));
  }
  return text;
}

}  // namespace

std::string bash_completion(const CommandOutline& program) {
  BashLines lines;
  lines.add(program);
  return fmt::format(
      R"(# bash completion of {0}; made by: {0} completion bash
_{0}() {{
{5}  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD - 1]}}"
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
  # A value follows at once.
  if [[ ${{COMPREPLY[0]-}} == *= ]]; then compopt -o nospace 2>/dev/null; fi
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
      program.name, fmt::format("\"{}\"", fmt::join(lines.paths, "\"|\"")), lines.values,
      lines.options, lines.operands, lists_in_bash());
}

}  // namespace bacelab
