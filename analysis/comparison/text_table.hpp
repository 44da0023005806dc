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

}  // namespace bacelab
