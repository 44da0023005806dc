#include "experiments/text/table.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace bacelab {
namespace {

constexpr std::size_t gap = 2;

std::string padding(const std::string& cell, std::size_t width) {
  return std::string(width - width_of(cell), ' ');
}

/// The right-aligned cells after the first.
std::string rest_of_row(const std::vector<std::string>& row,
                        const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 1; i < row.size(); ++i) {
    line += std::string(gap, ' ') + padding(row[i], widths[i]) + row[i];
  }
  return line;
}

std::string without_trailing_blanks(const std::string& line) {
  return line.substr(0, line.find_last_not_of(' ') + 1);
}

}  // namespace

std::size_t width_of(std::string_view text) {
  // Those that only continue a character don't count.
  const auto starts_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  };
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

TextTable::TextTable(std::vector<std::string> titles) { rows_.push_back(std::move(titles)); }

void TextTable::add_row(std::vector<std::string> cells) {
  if (cells.size() != rows_.front().size()) {
    throw std::invalid_argument("a row of a table needs a cell for each column");
  }
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widest(rows_.front().size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widest[i] = std::max(widest[i], width_of(row[i]));
  }
  return widest;
}

void TextTable::write(std::ostream& out) const {
  const std::vector<std::size_t> column_widths = widths();
  const std::size_t total =
      std::accumulate(column_widths.begin(), column_widths.end(), gap * (column_widths.size() - 1));
  const bool fits = total <= table_width;
  for (const auto& row : rows_) {
    const std::string first = fits ? row.front() + padding(row.front(), column_widths.front()) : "";
    if (!fits && !row.front().empty()) out << row.front() << '\n';
    out << without_trailing_blanks(first + rest_of_row(row, column_widths)) << '\n';
  }
}

void write_wrapped(std::ostream& out, const std::string& text) {
  std::istringstream words(text);
  std::string line;
  for (std::string word; words >> word;) {
    if (line.empty()) {
      line = word;
    } else if (width_of(line) + 1 + width_of(word) <= table_width) {
      line += " " + word;
    } else {
      out << line << '\n';
      line = "  " + word;
    }
  }
  out << line << '\n';
}

TextColumns::TextColumns(std::vector<Align> columns) : columns_(std::move(columns)) {}

void TextColumns::add_row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<std::string> TextColumns::lines() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  std::vector<std::string> lines;
  for (const auto& row : rows_) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      line += padded(row[i], widths[i], columns_[i]);
    }
    lines.push_back(without_trailing_blanks(line));
  }
  return lines;
}

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::size_t used = width_of(text);
  const std::string blanks(width > used ? width - used : 0, ' ');
  return align == Align::left ? text + blanks : blanks + text;
}

std::vector<std::string> wrapped(const std::vector<std::string>& words, std::size_t width) {
  std::vector<std::string> lines;
  for (const std::string& word : words) {
    const bool fits = !lines.empty() && width_of(lines.back()) + 1 + width_of(word) <= width;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

}  // namespace bacelab
