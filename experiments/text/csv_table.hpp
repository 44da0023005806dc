#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/text/bounds.hpp"
#include "experiments/text/csv_reading.hpp"

namespace bacelab {

/// A column of a CsvTable.
enum class CsvColumn : std::size_t {};

/// A CSV file whose first row names the columns, read row by row. Blanks around names and values
/// are ignored. Throws InputError with file, line and column: `links.csv:12: gbit_per_s = -1: must
/// be a number >= 0, in Gbit/s`.
///
///     CsvTable table(source, "links.csv");
///     const CsvColumn gbps = table.column("gbit_per_s");
///     while (table.next()) sum += table.number(gbps, Bounds::non_negative());
class CsvTable {
 public:
  /// Reads the names. Throws InputError if there are none or one is given twice.
  CsvTable(ByteSource& source, std::string name);

  /// Names of the columns, in order.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] const std::string& name_of(CsvColumn column) const {
    return names_[static_cast<std::size_t>(column)];
  }
  /// Throws InputError, with the nearest name, if there is no such column.
  [[nodiscard]] CsvColumn column(std::string_view name) const;
  [[nodiscard]] std::optional<CsvColumn> find(std::string_view name) const;
  /// Throws InputError for a column that is not in the list.
  void require_known(std::span<const std::string> known) const;

  /// Moves to the next row. Returns false if there is none. Throws InputError if it has more or
  /// fewer fields than there are columns.
  bool next();
  [[nodiscard]] std::size_t line() const { return reader_.line(); }
  /// Rows so far, without the names.
  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] const std::string& file_name() const { return reader_.name(); }

  /// A value of the row. Valid until the next row.
  [[nodiscard]] std::string_view text(CsvColumn column) const;
  /// A text that is not empty.
  [[nodiscard]] std::string_view filled(CsvColumn column) const;
  /// A number with a decimal point, whatever the locale.
  [[nodiscard]] double number(CsvColumn column, const Bounds& bounds) const;
  [[nodiscard]] std::int64_t integer(CsvColumn column, const Bounds& bounds) const;
  /// Empty if the field is empty.
  [[nodiscard]] std::optional<double> optional_number(CsvColumn column, const Bounds& bounds) const;

  /// Throws InputError about a value of the row: `FILE:LINE: COLUMN = VALUE: what`.
  [[noreturn]] void fail(CsvColumn column, std::string_view what) const;
  /// Throws InputError about the row.
  [[noreturn]] void fail(std::string_view what) const { reader_.fail(what); }

 private:
  CsvReader reader_;
  std::vector<std::string> names_;
  std::size_t rows_ = 0;
};

}  // namespace bacelab
