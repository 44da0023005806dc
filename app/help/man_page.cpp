#include "app/help/man_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace bacelab {
namespace {

/// A character of text that roff would read otherwise, as roff writes it.
std::string roff_character(char c) {
  switch (c) {
    case '\\':
      return "\\(rs";
    case '-':
      return "\\-";
    case '\'':
      return "\\(aq";
    case '`':
      return "\\(ga";
    case '^':
      return "\\(ha";
    case '~':
      return "\\(ti";
    default:
      return {c};
  }
}

/// Text that means itself, wherever in a line it stands.
std::string roff(std::string_view text) {
  std::string escaped;
  bool begins_line = true;
  for (const char c : text) {
    // A dot or an apostrophe would begin a request.
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    escaped += roff_character(c);
    begins_line = c == '\n';
  }
  return escaped;
}

/// The same, with `what stands so` in bold.
std::string roff_with_code(std::string_view text) {
  std::string escaped;
  bool is_code = false;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('`', begin), text.size());
    const std::string part = roff(text.substr(begin, end - begin));
    escaped += is_code ? "\\fB" + part + "\\fP" : part;
    is_code = !is_code;
    begin = end + 1;
  }
  return escaped;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fP"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fP"; }

std::string capitals(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// How it is called on a line of its own, and what it is.
std::string entry(const OptionOutline& option, bool is_word) {
  std::string tag;
  // The short name first, as manual pages have it.
  for (auto name = option.names.rbegin(); name != option.names.rend(); ++name) {
    tag += (tag.empty() ? "" : ", ") + (is_word ? italic(*name) : bold(*name));
  }
  if (!option.value.empty())
    tag += " " + (is_word ? roff("(" + option.value + ")") : italic(option.value));
  return fmt::format(".TP\n{}\n{}.{}\n", tag, roff_with_code(option.description),
                     option.notes.empty() ? "" : " " + roff(option.notes));
}

std::string synopsis(const CommandOutline& command) {
  std::string line = bold("bacelab" + command.path) + " [" + italic("OPTIONS") + "]";
  for (const OptionOutline& word : command.words) {
    const std::string name = italic(word.names.front()) + (word.repeated ? "..." : "");
    line += word.required ? " " + name : " [" + name + "]";
  }
  if (!command.commands.empty()) line += " " + italic("COMMAND");
  return line;
}

std::string commands_section(const CommandOutline& command) {
  if (command.commands.empty()) return "";
  std::string text = ".SH COMMANDS\n";
  for (const CommandOutline& inner : command.commands) {
    text += fmt::format(".TP\n{}(1)\n{}.\n", bold(name_of_page(inner)),
                        roff_with_code(inner.description));
  }
  return text;
}

/// What `run` and the other commands end with.
std::string exit_status() {
  constexpr auto meanings = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"0", "Done."},
      {"1", "An internal error; of `diff`: the files differ."},
      {"2", "A wrong command line, study or file, or nothing could be written."},
      {"3", "Finished, but some runs failed or got stuck."},
      {"4", "The precision was not reached within the most replications allowed."},
      {"75", "Stopped in good order; `--resume` continues."},
  });
  std::string text = ".SH EXIT STATUS\n";
  for (const auto& [status, meaning] : meanings) {
    text += fmt::format(".TP\n{}\n{}\n", bold(status), roff_with_code(meaning));
  }
  return text;
}

std::string see_also(const CommandOutline& command) {
  std::string parent = "bacelab";
  std::string inside = command.path;
  inside.resize(inside.empty() ? 0 : inside.rfind(' '));
  std::replace(inside.begin(), inside.end(), ' ', '-');
  std::string text = ".SH SEE ALSO\n";
  if (!command.path.empty()) text += bold(parent + inside) + "(1),\n";
  return text + "the pages in " + italic("share/doc/bacelab") + " of the installation\n";
}

}  // namespace

std::string name_of_page(const CommandOutline& command) {
  std::string name = "bacelab" + command.path;
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string man_page(const CommandOutline& command, const std::string& version) {
  const std::string name = name_of_page(command);
  std::string text = fmt::format(
      ".TH {} 1 \"\" \"bacelab {}\" \"Manual of bacelab\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n{}\n",
      roff(capitals(name)), roff(version), roff(name), roff_with_code(command.description),
      synopsis(command));
  text += commands_section(command);
  if (!command.words.empty()) text += ".SH ARGUMENTS\n";
  for (const OptionOutline& word : command.words) text += entry(word, true);
  text += ".SH OPTIONS\n";
  for (const OptionOutline& option : command.options) text += entry(option, false);
  // In columns that its lines keep.
  if (!command.footer.empty()) text += ".SH NOTES\n.nf\n" + roff(command.footer) + "\n.fi\n";
  if (command.path.empty()) text += exit_status();
  return text + see_also(command);
}

}  // namespace bacelab
