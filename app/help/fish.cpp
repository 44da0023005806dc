#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

#include "app/help/completions.hpp"
#include "app/help/word_lists.hpp"

namespace bacelab {
namespace {

/// The text as one word of fish.
std::string fish_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) word += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
  return word + "'";
}

/// What a value is completed with: options of `complete`.
std::string values_in_fish(const WordValues& values) {
  if (!values.list.empty()) return " -x -a \"$__bacelab_" + values.list + "\"";
  if (!values.words.empty()) {
    return " -x -a " + fish_word(fmt::format("{}", fmt::join(values.words, " ")));
  }
  if (values.endings.empty()) return " -x";
  if (values.endings.front() == "*") return " -r -F";
  std::vector<std::string> calls;
  for (const std::string& ending : values.endings) {
    calls.push_back("__fish_complete_suffix ." + ending);
  }
  return " -x -k -a " + fish_word(fmt::format("({})", fmt::join(calls, "; ")));
}

std::string lines_in_fish(const CommandOutline& command) {
  const std::string begin =
      "complete -c bacelab -n " + fish_word("__bacelab_at " + fish_word(command.path));
  std::string text;
  for (const OptionOutline& option : command.options) {
    text += begin;
    for (const std::string& name : option.names) {
      text += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    if (!option.value.empty()) text += values_in_fish(option.values);
    text += " -d " + fish_word(option.description) + "\n";
  }
  for (const OptionOutline& word : command.words) {
    text += begin + values_in_fish(word.values) + "\n";
  }
  for (const CommandOutline& inner : command.commands) {
    text += begin + " -a " + inner.name + " -d " + fish_word(inner.description) + "\n";
  }
  for (const CommandOutline& inner : command.commands) text += lines_in_fish(inner);
  return text;
}

void add_paths(const CommandOutline& command, std::string& paths) {
  for (const CommandOutline& inner : command.commands) {
    paths += " " + fish_word(inner.path);
    add_paths(inner, paths);
  }
}

}  // namespace

std::string fish_completion(const CommandOutline& program) {
  std::string text =
      fmt::format("# fish completion of {0}; made by: {0} completion fish\n\n", program.name);
  for (const auto& [name, words] : word_lists()) {
    text += fmt::format("set -g __bacelab_{} {}\n", name, fmt::join(words, " "));
  }
  std::string paths;
  add_paths(program, paths);
  text += fmt::format(R"(
# Is the command so far this one, such as ' import jobs'?
function __bacelab_at
    set -l path ''
    for word in (commandline -opc)[2..-1]
        switch "$path $word"
            case{}
                set path "$path $word"
        end
    end
    test "$path" = "$argv[1]"
end

complete -c bacelab -f
)",
                      paths);
  return text + lines_in_fish(program);
}

}  // namespace bacelab
