#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>

#include "analysis/comparison/design_table.hpp"
#include "experiments/text/printable.hpp"
#include "experiments/text/table.hpp"

namespace bacelab {
namespace {

constexpr std::size_t between_columns = 2;

/// A title in two lines, since names are wider than numbers: parted before a unit, else after the
/// last point of a key.
std::pair<std::string, std::string> in_two_lines(const std::string& title) {
  if (const auto unit = title.rfind(" ["); unit != std::string::npos) {
    return {title.substr(0, unit), title.substr(unit + 1)};
  }
  const auto point = title.rfind('.');
  if (point == std::string::npos || title.find(' ') != std::string::npos) return {"", title};
  return {title.substr(0, point + 1), title.substr(point + 1)};
}

/// The width of a column of text, with the gap before it.
std::size_t column_width(const CellTable& table, std::size_t column) {
  const auto [upper, lower] = in_two_lines(table.titles[column]);
  std::size_t width = std::max(width_of(upper), width_of(lower));
  for (const auto& row : table.rows) {
    width = std::max(width, width_of(printable(row[column])));
  }
  return width + between_columns;
}

void write_block(std::ostream& out, const CellTable& table, const std::vector<std::size_t>& columns,
                 std::size_t width) {
  std::vector<std::string> upper;
  std::vector<std::string> lower;
  for (const std::size_t column : columns) {
    auto [above, below] = in_two_lines(table.titles[column]);
    upper.push_back(std::move(above));
    lower.push_back(std::move(below));
  }
  const bool has_upper = std::any_of(upper.begin(), upper.end(),
                                     [](const std::string& title) { return !title.empty(); });
  TextTable text(has_upper ? std::move(upper) : lower);
  if (has_upper) text.add_row(std::move(lower));
  for (const auto& row : table.rows) {
    std::vector<std::string> cells;
    for (const std::size_t column : columns) cells.push_back(row[column]);
    text.add_row(std::move(cells));
  }
  for (const std::string& line : text.lines(width)) out << line << '\n';
}

/// How many of the labels leave room for the widest other column; at least the first.
std::size_t fitting_labels(const CellTable& table, std::size_t width) {
  std::size_t widest = 0;
  for (std::size_t i = table.labels; i < table.titles.size(); ++i) {
    widest = std::max(widest, column_width(table, i));
  }
  std::size_t used = column_width(table, 0) - between_columns + widest;
  std::size_t labels = 1;
  while (labels < table.labels && used + column_width(table, labels) <= width) {
    used += column_width(table, labels++);
  }
  return labels;
}

/// All columns, after the first labels: those that don't fit stand below.
void write_blocks(std::ostream& out, const CellTable& table, std::size_t labels,
                  std::size_t width) {
  bool next_block = false;
  for (std::size_t next = table.labels; next < table.titles.size();) {
    std::vector<std::size_t> columns;
    std::size_t used = 0;
    for (std::size_t i = 0; i < labels; ++i) {
      columns.push_back(i);
      used += column_width(table, i);
    }
    used -= between_columns;
    do {
      used += column_width(table, next);
      columns.push_back(next++);
    } while (next < table.titles.size() && used + column_width(table, next) <= width);
    if (next_block) out << '\n';
    next_block = true;
    write_block(out, table, columns, width);
  }
}

/// Whether the hyphen at a place of a text is a minus: it begins a word, and a digit follows.
bool is_minus(const std::string& text, std::size_t at) {
  constexpr std::string_view digits = "0123456789";
  const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '[';
  return text[at] == '-' && begins && at + 1 < text.size() &&
         digits.find(text[at + 1]) != std::string_view::npos;
}

/// With a backslash before what would mean something else, and signs in mathematics, without which
/// LaTeX has no < and a short minus.
std::string latex_text(const std::string& text) {
  std::string escaped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '<' || c == '>' || is_minus(text, i)) {
      escaped += fmt::format("${}$", c);
      continue;
    }
    switch (c) {
      case '\\':
        escaped += "\\textbackslash{}";
        break;
      case '~':
      case '^':
        escaped += fmt::format("\\{}{{}}", c);
        break;
      case '_':
      case '%':
      case '&':
      case '#':
      case '$':
      case '{':
      case '}':
        escaped += '\\';
        [[fallthrough]];
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string markdown_text(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '_' || c == '*') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string cells_in_latex(const std::vector<std::string>& cells) {
  std::vector<std::string> texts;
  for (const auto& cell : cells) texts.push_back(latex_text(printable(cell)));
  return fmt::format("{} \\\\\n", fmt::join(texts, " & "));
}

std::string cells_in_markdown(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const auto& cell : cells) line += " " + markdown_text(printable(cell)) + " |";
  return line + "\n";
}

}  // namespace

void write_columns(std::ostream& out, const CellTable& table, std::size_t width) {
  TextTable text(table.titles);
  for (const auto& row : table.rows) text.add_row(row);
  const std::vector<std::string> lines = text.lines();
  const bool fits = std::all_of(lines.begin(), lines.end(), [width](const std::string& line) {
    return width_of(line) <= width;
  });
  if (fits || width >= table_width) {
    for (const std::string& line : text.lines(width)) out << line << '\n';
  } else {
    write_blocks(out, table, 1, width);
  }
}

void write_text(std::ostream& out, const CellTable& table, std::size_t width) {
  const std::size_t labels = fitting_labels(table, width);
  write_wrapped(out, table.title, width);
  out << '\n';
  write_blocks(out, table, labels, width);
  out << '\n';
  if (labels < table.labels) {
    const std::vector<std::string> left_out(
        table.titles.begin() + static_cast<std::ptrdiff_t>(labels),
        table.titles.begin() + static_cast<std::ptrdiff_t>(table.labels));
    write_wrapped(out,
                  fmt::format("Left out, for lines of {} characters: {}; --csv has them.", width,
                              fmt::join(left_out, ", ")),
                  width);
  }
  for (const auto& note : table.notes) write_wrapped(out, note, width);
}

void write_markdown(std::ostream& out, const CellTable& table) {
  out << markdown_text(printable(table.title)) << ".\n\n" << cells_in_markdown(table.titles) << '|';
  for (std::size_t i = 0; i < table.titles.size(); ++i) {
    out << (i == 0 ? "---|" : "--:|");
  }
  out << '\n';
  for (const auto& row : table.rows) out << cells_in_markdown(row);
  out << '\n';
  for (const auto& note : table.notes) out << markdown_text(note) << '\n';
}

void write_latex(std::ostream& out, const CellTable& table) {
  out << "% " << printable(table.title) << ".\n";
  for (const auto& note : table.notes) out << "% " << note << '\n';
  out << "\\begin{tabular}{l" << std::string(table.titles.size() - 1, 'r') << "}\n\\hline\n"
      << cells_in_latex(table.titles) << "\\hline\n";
  for (const auto& row : table.rows) out << cells_in_latex(row);
  out << "\\hline\n\\end{tabular}\n";
}

}  // namespace bacelab
