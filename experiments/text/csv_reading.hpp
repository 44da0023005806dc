#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/files.hpp"

namespace bacelab {

/// A text as a field of a CSV row, in quotes if it needs them (RFC 4180), or
/// if a file that begins with it would be taken to begin with a byte order mark.
std::string csv_field(std::string_view text);

/// Rows of comma-separated values, one after the other, in memory that is bounded by one row
/// (RFC 4180: quoted fields may contain commas, line ends and doubled quotes).
///
/// Lines may end with CR LF, LF or CR; a byte order mark of UTF-8 and empty lines are skipped.
/// Throws InputError, with file and line, for any other text: quotes that are out of place or never
/// closed, a zero byte, UTF-16, rows beyond `longest_row` or `most_fields`.
class CsvReader {
 public:
  static constexpr std::size_t longest_row = 1 << 20;  ///< bytes
  static constexpr std::size_t most_fields = 1 << 14;

  /// `name` is what messages call the file. The source must outlive the reader.
  CsvReader(ByteSource& source, std::string name);

  /// Moves to the next row. Returns false if there is none.
  bool next();

  /// Fields of the row; at least one.
  [[nodiscard]] std::size_t fields() const { return ends_.size(); }
  /// A field as it is between its commas, without its quotes. Valid until the next row.
  [[nodiscard]] std::string_view field(std::size_t i) const;
  /// The line of the file in which the row begins, from 1.
  [[nodiscard]] std::size_t line() const { return row_line_; }
  [[nodiscard]] const std::string& name() const { return name_; }

  /// Throws InputError: "NAME:LINE: what".
  [[noreturn]] void fail(std::string_view what) const;

 private:
  static constexpr int end_of_text = -1;

  int peek();
  int take();
  void skip_byte_order_mark();
  void skip_empty_lines();
  bool at_line_end();
  void end_line();
  void read_field();
  void read_quoted();
  void append(int c);

  ByteSource& source_;
  std::string name_;
  std::array<char, 65536> buffer_;
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
  std::string row_;                // its fields, one after the other
  std::vector<std::size_t> ends_;  // of each field in row_
};

}  // namespace bacelab
