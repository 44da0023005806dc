#include "experiments/text/table.hpp"

#include <algorithm>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "experiments/text/printable.hpp"

namespace bacelab {
namespace {

constexpr std::size_t gap = 2;

std::vector<Align> first_to_the_left(std::size_t columns) {
  std::vector<Align> aligned(columns, Align::right);
  if (!aligned.empty()) aligned.front() = Align::left;
  return aligned;
}

std::string without_trailing_blanks(const std::string& line) {
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  // Continuation bytes of a character don't count.
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t used = width_of(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

TextTable::TextTable(std::initializer_list<Align> columns) : columns_(columns) {}

TextTable::TextTable(std::span<const Align> columns) : columns_(columns.begin(), columns.end()) {}

TextTable::TextTable(std::vector<std::string> titles)
    : columns_(first_to_the_left(titles.size())), rows_{std::move(titles)} {}

void TextTable::add_row(std::vector<std::string> cells) {
  if (cells.size() != columns_.size()) {
    throw std::invalid_argument("a row of a table needs a cell for each column");
  }
  for (std::string& cell : cells) cell = printable(cell);
  rows_.push_back(std::move(cells));
}

void TextTable::add_blank_row() { rows_.emplace_back(columns_.size()); }

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widest(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widest[i] = std::max(widest[i], width_of(row[i]));
  }
  return widest;
}

void TextTable::append_lines(std::vector<std::string>& lines, std::size_t begin, std::size_t end,
                             std::size_t width) const {
  const std::vector<std::size_t> column_widths = widths();
  std::size_t used = column_widths.front();
  for (std::size_t i = begin; i < end; ++i) used += gap + column_widths[i];
  const bool fits = used <= width;
  for (const auto& row : rows_) {
    std::string line = fits ? padded(row.front(), column_widths.front(), columns_.front()) : "";
    if (!fits && !row.front().empty()) lines.push_back(row.front());
    for (std::size_t i = begin; i < end; ++i) {
      line += std::string(gap, ' ') + padded(row[i], column_widths[i], columns_[i]);
    }
    lines.push_back(without_trailing_blanks(line));
  }
}

std::vector<std::string> TextTable::lines(std::size_t width) const {
  const std::vector<std::size_t> column_widths = widths();
  std::size_t others = 0;
  for (std::size_t i = 1; i < column_widths.size(); ++i) others += gap + column_widths[i];
  std::vector<std::string> lines;
  if (others <= width) {
    append_lines(lines, 1, column_widths.size(), width);
    return lines;
  }
  for (std::size_t begin = 1; begin < column_widths.size();) {
    std::size_t used = column_widths.front() + gap + column_widths[begin];
    std::size_t end = begin + 1;
    while (end < column_widths.size() && used + gap + column_widths[end] <= width) {
      used += gap + column_widths[end++];
    }
    if (begin > 1) lines.emplace_back();
    append_lines(lines, begin, end, width);
    begin = end;
  }
  return lines;
}

void TextTable::write(std::ostream& out, std::size_t width) const {
  for (const std::string& line : lines(width)) out << line << '\n';
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> wrapped(const std::vector<std::string>& words, std::size_t width,
                                 std::size_t indentation) {
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    const bool fits = !lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(std::string(lines.empty() ? 0 : indentation, ' ') + word);
    }
  }
  return lines;
}

void write_wrapped(std::ostream& out, const std::string& text, std::size_t width) {
  for (const std::string& line : wrapped(words_of(text), width, gap)) out << line << '\n';
}

}  // namespace bacelab
