#include "app/help/outline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "app/figures/kinds.hpp"
#include "app/help/word_lists.hpp"

namespace bacelab {
namespace {

std::vector<std::string> split_words(const std::string& text, char separator) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// A type as CLI11 has it: "NAME:{a,b}", "N:INT in [1 - 10]", "FILE.h5", "FROM:TO".
struct OptionType {
  std::string value;
  std::string allowed;               ///< "1 to 10"; empty if not known
  std::vector<std::string> choices;  ///< "a", "b"
};

OptionType type_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (const std::size_t list = type.find(":{"); list != std::string::npos) {
    const std::size_t end = type.find('}', list);
    return {type.substr(0, list), "", split_words(type.substr(list + 2, end - list - 2), ',')};
  }
  if (const std::size_t range = type.find(" in ["); range != std::string::npos) {
    const std::size_t begin = range + std::string_view(" in [").size();
    std::string limits = type.substr(begin, type.find(']', begin) - begin);
    if (const std::size_t dash = limits.find(" - "); dash != std::string::npos) {
      limits.replace(dash, 3, " to ");
    }
    return {type.substr(0, type.find(':')), limits, {}};
  }
  const bool lists = type.find('|') != std::string::npos && type.find('.') == std::string::npos;
  return {type, "", lists ? split_words(type, '|') : std::vector<std::string>{}};
}

/// "FILE.h5" is a file that ends in ".h5", "W.json|FILE.h5" one that ends in either, "FILE" any
/// file; else no file.
std::vector<std::string> endings_of_files(const std::string& value) {
  constexpr std::array<std::string_view, 4> known = {"h5", "toml", "json", "csv"};
  std::vector<std::string> found;
  for (const std::string_view ending : known) {
    if (value.find("." + std::string(ending)) != std::string::npos) found.emplace_back(ending);
  }
  if (found.empty() && (value.starts_with("FILE") || value == "DIR")) found = {"*"};
  return found;
}

std::string in_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string names_of_options(const std::set<CLI::Option*>& options) {
  std::vector<std::string> names;
  for (const CLI::Option* option : options) names.push_back(option->get_name());
  std::sort(names.begin(), names.end());
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string notes_on(const CLI::Option& option, const OptionType& type) {
  std::string notes;
  const auto add = [&](const std::string& what, const std::string& text) {
    if (!text.empty()) notes += (notes.empty() ? "" : " ") + what + text + ".";
  };
  add("One of ", fmt::format("{}", fmt::join(type.choices, ", ")));
  add("Allowed: ", type.allowed);
  add("Default: ", option.get_default_str());
  add("Only with ", names_of_options(option.get_needs()));
  add("Not with ", names_of_options(option.get_excludes()));
  if (option.get_required() && option.nonpositional()) add("Required", " always");
  return notes;
}

OptionOutline outline_of_option(const CLI::Option& option) {
  OptionOutline outline;
  for (const std::string& name : option.get_lnames()) outline.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) outline.names.push_back("-" + name);
  if (option.get_positional()) outline.names = {option.get_name()};
  outline.required = option.get_required();
  outline.repeated = option.get_expected_max() > 1 ||
                     option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  outline.description = in_one_line(option.get_description());
  if (option.get_items_expected_max() == 0) {
    outline.notes = notes_on(option, {});
    return outline;
  }
  const OptionType type = type_of(option);
  outline.value = type.value;
  outline.notes = notes_on(option, type);
  outline.values.words = type.choices;
  if (type.value == "KIND" && option.get_positional()) {
    outline.values.words = figure_kinds().names();
  }
  outline.values.list = list_of_option(outline.names.front(), type.value);
  if (outline.values.list.empty()) outline.values.endings = endings_of_files(type.value);
  return outline;
}

}  // namespace

std::string path_of(const CLI::App& command) {
  if (command.get_parent() == nullptr) return "";
  return path_of(*command.get_parent()) + " " + command.get_name();
}

namespace {

std::vector<std::string> commands_beside(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* other : command.get_parent()->get_subcommands(nullptr)) {
    names.push_back(other->get_name());
  }
  return names;
}

}  // namespace

CommandOutline outline_of(const CLI::App& command) {
  CommandOutline outline;
  outline.name = command.get_name();
  outline.path = path_of(command);
  outline.description = in_one_line(command.get_description());
  outline.footer = command.get_footer();
  for (const CLI::Option* option : command.get_options()) {
    auto& list = option->get_positional() ? outline.words : outline.options;
    list.push_back(outline_of_option(*option));
  }
  for (const CLI::App* inner : command.get_subcommands(nullptr)) {
    outline.commands.push_back(outline_of(*inner));
  }
  for (OptionOutline& word : outline.words) {
    if (word.value == "COMMAND") word.values.words = commands_beside(command);
  }
  return outline;
}

}  // namespace bacelab
