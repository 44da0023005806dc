#include "app/figures/text_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr char no_break = '\x1f';  // between a label and its unit; no name has it

/// A word in parts of at most so many characters: before a unit, or after a mark that joins names,
/// if there is one.
void add_parts(std::string word, std::size_t most, std::vector<std::string>& parts) {
  while (width_of(word) > most) {
    auto mark = word.rfind(no_break, most - 1);
    if (mark == std::string::npos) mark = word.find_last_of("_.-/", most - 1);
    std::size_t end = mark == std::string::npos || mark == 0 ? most : mark + 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0) == 0x80) ++end;
    parts.push_back(word.substr(0, end));
    word.erase(0, end);
  }
  parts.push_back(word);
}

}  // namespace

double width_in_points(const std::string& text) {
  return character_points * static_cast<double>(width_of(text));
}

std::vector<std::string> lines_of(const std::string& text, double width) {
  if (text.empty()) return {};
  const auto characters =
      static_cast<std::size_t>(std::max(8.0, std::floor(width / character_points)));
  std::vector<std::string> words;
  for (const std::string& word : words_of(text)) add_parts(word, characters, words);
  return wrapped(words, characters);
}

std::vector<std::string> label_lines(const FigureAxis& axis, double width) {
  if (axis.unit.empty()) return lines_of(axis.label, width);
  std::vector<std::string> lines =
      lines_of(fmt::format("{}{}[{}]", axis.label, no_break, axis.unit), width);
  for (std::string& line : lines) {
    if (line.ends_with(no_break)) line.pop_back();
    std::replace(line.begin(), line.end(), no_break, ' ');
  }
  return lines;
}

double height_of(const std::vector<std::string>& lines) {
  return line_points * static_cast<double>(lines.size());
}

}  // namespace bacelab
