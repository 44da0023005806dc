#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/comparison/text_table.hpp"

namespace bacelab {

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
