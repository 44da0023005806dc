#pragma once

#include <cstddef>
#include <initializer_list>
#include <iosfwd>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bacelab {

/// The maximum width of a printed table, in characters.
inline constexpr std::size_t table_width = 100;

/// Characters of a UTF-8 text.
[[nodiscard]] std::size_t width_of(std::string_view text);

enum class Align { left, right };

/// The text with blanks up to a width; as it is, if it is wider.
[[nodiscard]] std::string padded(const std::string& text, std::size_t width,
                                 Align align = Align::left);

/// Rows of cells (UTF-8), padded to equal width in each column, with two blanks between.
class TextTable {
 public:
  /// One entry per column.
  TextTable(std::initializer_list<Align> columns);
  explicit TextTable(std::span<const Align> columns);
  /// Columns with titles, the first to the left and all others to the right.
  explicit TextTable(std::vector<std::string> titles);

  /// Appends a row. Throws std::invalid_argument unless it has a cell for each column.
  void add_row(std::vector<std::string> cells);
  void add_blank_row();

  /// One line per row, without trailing blanks. If the columns together are wider than `width`, the
  /// first cell of each row is on its own line above the others; if these are still wider, the
  /// columns that do not fit stand below the others, after the same first cells. No cell is cut.
  [[nodiscard]] std::vector<std::string> lines(
      std::size_t width = std::numeric_limits<std::size_t>::max()) const;
  void write(std::ostream& out, std::size_t width = table_width) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths() const;
  /// The lines of the first column and those from `begin` to before `end`.
  void append_lines(std::vector<std::string>& lines, std::size_t begin, std::size_t end,
                    std::size_t width) const;

  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// The words of a text, separated by blanks.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

/// Words joined by blanks, in lines of at most `width` characters; a longer word has its own line.
/// All lines but the first begin with `indentation` blanks.
[[nodiscard]] std::vector<std::string> wrapped(const std::vector<std::string>& words,
                                               std::size_t width, std::size_t indentation = 0);

/// Writes the words of a text in lines of at most `width` characters, continued lines indented by
/// two blanks.
void write_wrapped(std::ostream& out, const std::string& text, std::size_t width = table_width);

}  // namespace bacelab
