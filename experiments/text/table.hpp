#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// How wide a printed table may be, in characters.
inline constexpr std::size_t table_width = 100;

/// Characters of a UTF-8 text.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// Rows of cells in aligned columns: the first to the left, all others to the right.
///
/// Where the columns together are wider than `table_width`, the first cell of each row stands on a
/// line of its own above the others.
class TextTable {
 public:
  /// Column titles; their number is that of the columns.
  explicit TextTable(std::vector<std::string> titles);

  /// Appends a row. Throws std::invalid_argument unless it has a cell (UTF-8) for each column.
  void add_row(std::vector<std::string> cells);

  /// Writes titles and rows, one a line, without trailing blanks.
  void write(std::ostream& out) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;

  std::vector<std::vector<std::string>> rows_;
};

/// Writes words of `text` in lines of at most `table_width` characters, continued lines indented
/// by two blanks. A longer word has a line of its own.
void write_wrapped(std::ostream& out, const std::string& text);

enum class Align { left, right };

/// Rows of cells (UTF-8) that are made equally wide in each column, with two blanks between.
class TextColumns {
 public:
  /// One entry a column.
  explicit TextColumns(std::vector<Align> columns);

  /// Appends a row with a cell for each column.
  void add_row(std::vector<std::string> cells);
  /// One line a row, without trailing blanks.
  [[nodiscard]] std::vector<std::string> lines() const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The text with blanks up to a width; as it is, if it is wider.
std::string padded(const std::string& text, std::size_t width, Align align = Align::left);

/// Words joined by blanks, in lines of at most `width` characters; a longer word has its own line.
std::vector<std::string> wrapped(const std::vector<std::string>& words, std::size_t width);

}  // namespace bacelab
